package dev.sluice.e2e.ids;

import dev.sluice.e2e.ids.World.Made;
import dev.sluice.e2e.support.Caller;
import dev.sluice.testkit.fake.FakeOpenAi;
import dev.sluice.testkit.fake.kind.Creation;
import dev.sluice.testkit.fake.kind.ObjectKind;
import dev.sluice.testkit.fake.kind.ObjectKind.Action;
import dev.sluice.testkit.fake.kind.ObjectKind.Operation;
import dev.sluice.testkit.fake.kind.ObjectKinds;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One client that makes, uses, lists and deletes objects of every kind, and knows what each answer must be. It cannot
 * know the account of an object, but for those that a new one refers to: these must be of one account.
 */
final class Worker {
    private static final Pattern UNKNOWN =
            Pattern.compile("'([^']+)' is not known here, and no account can be asked for it");
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final String[] BY_HEADER = {"X-LiteLLM-Target-Model", "gpt-4"};
    private static final String[] NO_HEADER = {};

    private final FakeOpenAi upstream;
    private final Caller caller;
    private final Random random;
    private final Predicate<ObjectKind> kinds;
    private final World world;
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Set<String> used = new HashSet<>();
    private final Set<String> unknown = new HashSet<>();
    private int calls;
    private boolean mayForget;

    Worker(FakeOpenAi upstream, Caller caller, long seed, Predicate<ObjectKind> kinds) {
        this.upstream = upstream;
        this.caller = caller;
        this.random = new Random(seed);
        this.kinds = kinds;
        this.world = new World(upstream, random);
    }

    int calls() {
        return calls;
    }

    /** Answers that were not what they should have been. */
    Queue<String> wrong() {
        return wrong;
    }

    /** Every kind and operation that was called, as {@code GET /files}. */
    Set<String> used() {
        return used;
    }

    World world() {
        return world;
    }

    /** One step: usually one call. A step that the gateway's end interrupts leaves nothing to be known of its objects. */
    void step() throws InterruptedException {
        ObjectKind kind = one(ObjectKinds.ALL.stream().filter(kinds).toList());
        Optional<Made> object = world.any(kind.collection());
        try {
            int dice = random.nextInt(100);
            if (object.isEmpty() || dice < 35) {
                make(kind);
            } else if (dice < 55) {
                read(object.get());
            } else if (dice < 67) {
                list(object.get());
            } else if (dice < 77) {
                change(object.get());
            } else if (dice < 86) {
                actOn(object.get());
            } else {
                delete(object.get());
            }
        } catch (IOException gatewayIsGone) {
            object.ifPresent(world::remove);
        }
    }

    /** From now on the gateway may not know any more what it cannot ask for. */
    void mayForget() {
        mayForget = true;
    }

    /**
     * Uses, a last time, whatever nobody can be asked for. What is not known any more has to be said to be unknown: an
     * account that denies it may be the wrong one.
     *
     * @param mayBeKnown whether the gateway may still know where it lives
     */
    void useUnaskable(boolean mayBeKnown) throws IOException, InterruptedException {
        unknown.clear();
        for (Made made : world.takeUnaskable()) {
            checkLast(made.kind(), lastUse(made), mayBeKnown);
        }
        Optional<Made> project = world.any("/organization/projects");
        if (project.isPresent()) {
            ObjectKind role = ObjectKinds.of("/projects/{project}/roles");
            Creation creation = Creation.of(role, project.get().path(), collection -> "");
            calls++;
            checkLast(role, caller.post(creation.path(), creation.contentType(), creation.body()), mayBeKnown);
        }
    }

    private void checkLast(ObjectKind kind, HttpResponse<String> answer, boolean mayBeKnown) {
        if (!isUnknown(kind, answer) && !(answer.statusCode() == 200 && mayBeKnown)) {
            isWrong("last use", answer);
        }
    }

    private HttpResponse<String> lastUse(Made made) throws IOException, InterruptedException {
        List<Action> actions = made.kind().actions();
        if (!actions.isEmpty()) {
            return act(made, actions.get(actions.size() - 1));
        }
        calls++;
        return made.kind().can(Operation.DELETE)
                ? caller.delete(made.path())
                : caller.post(
                        made.parentPath() + "/complete", "application/json", "{\"part_ids\":[\"" + made.id() + "\"]}");
    }

    private boolean isUnknown(ObjectKind kind, HttpResponse<String> answer) {
        Matcher words = UNKNOWN.matcher(answer.body());
        boolean honest = answer.statusCode() == 400
                && words.find()
                && answer.request().uri().getPath().contains("/" + words.group(1));
        if (honest) {
            unknown.add(kind.collection());
        }
        return honest;
    }

    /** The collections of the objects that were said to be unknown when they were used a last time. */
    Set<String> unknown() {
        return unknown;
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Optional<Made> make(ObjectKind kind) throws IOException, InterruptedException {
        Optional<Made> parent = Optional.empty();
        if (kind.parent().isPresent()) {
            parent = anyOrNew(kind.parent().get());
            if (parent.isEmpty()) {
                return Optional.empty();
            }
        }
        String parentPath = parent.map(Made::path).orElse("");
        if (kind.format().isEmpty()) {
            note("LIST " + kind.collection());
            String[] headers = parent.isPresent() ? NO_HEADER : BY_HEADER;
            return madeBy(kind, caller.get(kind.collectionIn(parentPath), headers), parentPath);
        }
        Optional<String> account = parent.map(world::accountOf);
        Map<String, String> references = references(kind, account);
        Creation creation = Creation.of(kind, parentPath, references::get);
        boolean tellsWhere =
                parent.isPresent() || !references.isEmpty() || creation.body().contains("gpt-4");
        note("POST " + kind.collection());
        HttpResponse<String> answer = caller.post(
                creation.path(), creation.contentType(), creation.body(), tellsWhere ? NO_HEADER : BY_HEADER);
        boolean forgotten = mayForget && parent.isPresent() && kind.livesElsewhere();
        if (forgotten && isUnknown(kind, answer)) {
            return Optional.empty();
        }
        return madeBy(kind, answer, parentPath);
    }

    private Optional<Made> madeBy(ObjectKind kind, HttpResponse<String> answer, String parentPath) {
        Optional<String> id = kind.idIn(answer.body())
                .or(() -> answer.headers()
                        .firstValue("Location")
                        .map(location -> location.substring(location.lastIndexOf('/') + 1)));
        if (answer.statusCode() / 100 != 2 || id.isEmpty()) {
            isWrong("make " + kind.collection(), answer);
            return Optional.empty();
        }
        Made made = new Made(kind, kind.collectionIn(parentPath) + "/" + id.get());
        world.add(made);
        return Optional.of(made);
    }

    private Optional<Made> anyOrNew(String collection) throws IOException, InterruptedException {
        Optional<Made> any = random.nextInt(4) == 0 ? Optional.empty() : world.any(collection);
        return any.isPresent() ? any : make(ObjectKinds.of(collection));
    }

    /** Objects to refer to, all of that account, or of one account. */
    private Map<String, String> references(ObjectKind kind, Optional<String> account)
            throws IOException, InterruptedException {
        Map<String, String> references = new java.util.HashMap<>();
        Matcher matcher = Pattern.compile("\\$\\{([^}]+)}").matcher(kind.example());
        while (matcher.find()) {
            references.put(
                    matcher.group(1), reference(matcher.group(1), account).id());
        }
        return references;
    }

    private Made reference(String collection, Optional<String> account) throws IOException, InterruptedException {
        Optional<Made> found = account.isPresent() ? world.any(collection, account.get()) : world.any(collection);
        while (found.isEmpty()) {
            found = make(ObjectKinds.of(collection))
                    .filter(made -> account.isEmpty() || account.get().equals(world.accountOf(made)));
        }
        return found.get();
    }

    private HttpResponse<String> get(String path, ObjectKind kind) throws IOException, InterruptedException {
        note("GET " + kind.collection());
        return caller.get(path);
    }

    private void read(Made object) throws IOException, InterruptedException {
        if (object.kind().can(Operation.GET)) {
            check("read", object, get(object.path(), object.kind()), 200, '"' + object.id() + '"');
        }
    }

    /** What lives in an object is listed with it; what lives in an account is listed behind one of its objects. */
    private void list(Made object) throws IOException, InterruptedException {
        if (!object.kind().can(Operation.LIST)) {
            return;
        }
        note("LIST " + object.kind().collection());
        String collection = object.kind().collectionIn(object.parentPath());
        if (object.kind().parent().isPresent()) {
            check("list", object, caller.get(collection + "?limit=100&order=desc"), 200, '"' + object.id() + '"');
        } else {
            HttpResponse<String> behind = caller.get(collection + "?limit=20&order=desc&after=" + object.id());
            check("list behind", object, behind, 200, "\"data\":[");
            onlyOf(world.accountOf(object), behind);
            HttpResponse<String> some = caller.get(collection + "?limit=20&order=desc", BY_HEADER);
            check("list", object, some, 200, "\"data\":[");
            calls++;
        }
    }

    private void onlyOf(String account, HttpResponse<String> list) {
        ID.matcher(list.body())
                .results()
                .map(found -> found.group(1))
                .filter(id -> upstream.ownerOf(id)
                        .filter(owner -> !owner.equals(account))
                        .isPresent())
                .findFirst()
                .ifPresent(id -> isWrong("list with the foreign " + id, list));
    }

    private void change(Made object) throws IOException, InterruptedException {
        if (object.kind().can(Operation.UPDATE)) {
            note("UPDATE " + object.kind().collection());
            String mark = "mark-" + random.nextInt(1_000_000);
            String notes = "{\"mark\":\"" + mark + "\"}";
            String body = "{\"metadata\":" + notes + ",\"attributes\":" + notes + "}";
            check("change", object, caller.post(object.path(), "application/json", body), 200, mark);
        }
    }

    private void actOn(Made object) throws IOException, InterruptedException {
        for (Action action : object.kind().actions()) {
            HttpResponse<String> answer = act(object, action);
            if (answer.statusCode() != action.status()
                    || UNKNOWN.matcher(answer.body()).find()) {
                isWrong(action.name() + " " + object.path(), answer);
            }
        }
    }

    private HttpResponse<String> act(Made object, Action action) throws IOException, InterruptedException {
        String path = object.path() + "/" + action.name();
        note(action.method() + " " + object.kind().collection() + "/" + action.name());
        return switch (action.method()) {
            case "GET" -> caller.get(path);
            case "DELETE" -> caller.delete(path);
            default -> caller.post(path, "application/json", action.body());
        };
    }

    private void delete(Made object) throws IOException, InterruptedException {
        if (!object.kind().can(Operation.DELETE)) {
            return;
        }
        note("DELETE " + object.kind().collection());
        world.remove(object);
        check("delete", object, caller.delete(object.path()), 200, "\"deleted\":true");
        if (object.kind().can(Operation.GET) && random.nextInt(4) == 0) {
            check("read deleted", object, get(object.path(), object.kind()), 404, "\"error\"");
        }
    }

    private void note(String use) {
        calls++;
        used.add(use);
    }

    private void check(String what, Made object, HttpResponse<String> answer, int status, String content) {
        if (answer.statusCode() != status || !answer.body().contains(content)) {
            isWrong(what + " " + object.path(), answer);
        }
    }

    private void isWrong(String what, HttpResponse<String> answer) {
        wrong.add(what + " of " + answer.request().uri().getPath() + ": " + answer.statusCode() + " " + answer.body());
    }

    static Set<String> everyUse(Predicate<ObjectKind> kinds) {
        return ObjectKinds.ALL.stream()
                .filter(kinds)
                .flatMap(kind -> Stream.of(
                                kind.format().stream().map(made -> "POST " + kind.collection()),
                                kind.operations().stream().map(operation -> operation + " " + kind.collection()),
                                kind.actions().stream()
                                        .map(action -> action.method() + " " + kind.collection() + "/" + action.name()))
                        .flatMap(uses -> uses))
                .collect(Collectors.toSet());
    }
}
