package dev.sluice.testkit.fake.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A kind of objects that the service keeps, each in one account.
 *
 * @param collection the path of its collection without the version; a segment in braces is the id of an object of the
 *     collection before it
 * @param object the value of its {@code object}
 * @param prefix what its ids begin with
 * @param operations what can be done with an object once it is there
 * @param actions what else can be done with it
 * @param format how its creation is sent; empty for objects that come into being by others
 * @param example a body that makes one, as JSON; <code>${/collection}</code> stands for the id of an object of that
 *     collection
 */
public record ObjectKind(
        String collection,
        String object,
        String prefix,
        Set<Operation> operations,
        List<Action> actions,
        Optional<Format> format,
        String example) {
    private static final Pattern ID = Pattern.compile("\"(?:id|fine_tuned_model_checkpoint)\":\"([^\"]+)\"");
    private static final String ORGANIZATION = "/organization";
    private static final String PROJECTS = "/projects/";
    private static final String CHECKPOINTS = "/fine_tuning/checkpoints/";
    private static final String CHECKPOINTS_OF_JOBS = "/fine_tuning/jobs/{job}/checkpoints";
    /** Rate limits are named for models. */
    private static final String NAMES_OF_LIMITS = "rl-";

    public ObjectKind {
        operations = Set.copyOf(operations);
        actions = List.copyOf(actions);
    }

    /** This kind, of whose objects that can be asked for: each as {@code POST cancel}, and a body if it needs one. */
    ObjectKind doing(String... calls) {
        return with(200, calls);
    }

    /** This kind, whose objects are never in the state for that. */
    ObjectKind refusing(String... calls) {
        return with(400, calls);
    }

    private ObjectKind with(int status, String... calls) {
        List<Action> all = new ArrayList<>(actions);
        Stream.of(calls).map(call -> Action.of(call, status)).forEach(all::add);
        return new ObjectKind(collection, object, prefix, operations, all, format, example);
    }

    /** Whether that can be done. */
    public boolean can(Operation operation) {
        return operations.contains(operation);
    }

    /** Whether every account has objects of the same ids: they are found by what they are in. */
    public boolean isNamedAlikeEverywhere() {
        return prefix.startsWith(NAMES_OF_LIMITS);
    }

    /** The collection in whose objects these live; empty where they live in the account itself. */
    public Optional<String> parent() {
        int brace = collection.lastIndexOf("/{");
        if (brace < 0) {
            return Optional.empty();
        }
        String parent = collection.substring(0, brace);
        return Optional.of(
                collection.startsWith(PROJECTS)
                        ? ORGANIZATION + parent
                        : collection.startsWith(CHECKPOINTS) ? CHECKPOINTS_OF_JOBS : parent);
    }

    /** Whether its path names what it lives in by another path than that one's own, so that nobody can be asked for that. */
    public boolean livesElsewhere() {
        return collection.startsWith(PROJECTS) || collection.startsWith(CHECKPOINTS);
    }

    /** The path of its collection in an object of the parent's; in the account itself, where there is no parent. */
    public String collectionIn(String parentPath) {
        if (collection.startsWith(CHECKPOINTS)) {
            return CHECKPOINTS + parentPath.substring(parentPath.lastIndexOf('/') + 1) + tail();
        }
        boolean shorter = collection.startsWith(PROJECTS) && parentPath.startsWith(ORGANIZATION);
        return (shorter ? parentPath.substring(ORGANIZATION.length()) : parentPath) + tail();
    }

    /** The path of its collection after the id of what it lives in. */
    public String tail() {
        return collection.substring(collection.lastIndexOf('}') + 1);
    }

    /** The id of the first object of this kind that an answer shows. */
    public Optional<String> idIn(String answer) {
        return ID.matcher(answer)
                .results()
                .map(found -> found.group(1))
                .filter(found -> found.startsWith(prefix))
                .findFirst();
    }

    /** Everything that can be called, as {@code GET /files/{}/content}. */
    public Stream<String> calls() {
        String all = collection.replaceAll("\\{[^}]+}", "{}");
        String one = all + "/{}";
        return Stream.of(
                        format.stream().map(made -> "POST " + all),
                        operations.stream()
                                .map(operation -> operation.method() + " " + (operation == Operation.LIST ? all : one)),
                        actions.stream().map(action -> action.method() + " " + one + "/" + action.name()))
                .flatMap(calls -> calls);
    }

    /** What can be done with an object. */
    public enum Operation {
        /** {@code GET} of the collection. */
        LIST("GET"),
        /** {@code GET}. */
        GET("GET"),
        /** {@code POST} of other {@code metadata}. */
        UPDATE("POST"),
        /** {@code DELETE}. */
        DELETE("DELETE");

        private final String method;

        Operation(String method) {
            this.method = method;
        }

        /** The method by which it is called. */
        public String method() {
            return method;
        }
    }

    /**
     * What can be done with an object beside that.
     *
     * @param method the method
     * @param name the path after that of the object
     * @param body the body of a POST
     * @param status the status of the answer
     */
    public record Action(String method, String name, String body, int status) {
        private static Action of(String call, int status) {
            String[] words = call.split(" ", 3);
            return new Action(words[0], words[1], words.length < 3 ? "{}" : words[2], status);
        }
    }

    /** How a body is sent. */
    public enum Format {
        /** As JSON. */
        JSON,
        /** As a multipart form with a field for each member of the example, and a file. */
        FORM
    }
}
