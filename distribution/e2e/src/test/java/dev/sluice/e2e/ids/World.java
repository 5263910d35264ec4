package dev.sluice.e2e.ids;

import dev.sluice.testkit.fake.FakeOpenAi;
import dev.sluice.testkit.fake.kind.ObjectKind;
import dev.sluice.testkit.fake.kind.ObjectKinds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The objects that one worker has made and not deleted. Lives on the worker's thread. */
final class World {
    private final FakeOpenAi upstream;
    private final Random random;
    private final Map<String, List<Made>> objects = new HashMap<>();

    World(FakeOpenAi upstream, Random random) {
        this.upstream = upstream;
        this.random = random;
    }

    void add(Made made) {
        objects.computeIfAbsent(made.kind().collection(), collection -> new ArrayList<>())
                .add(made);
    }

    /** Forgets an object and all that lives in it. */
    void remove(Made gone) {
        objects.values().forEach(list -> list.removeIf(made -> made.isIn(gone)));
    }

    /** Forgets, and hands out, what nobody can ask for: who does not know where it lives cannot find out. */
    List<Made> takeUnaskable() {
        List<Made> taken = objects.values().stream()
                .flatMap(List::stream)
                .filter(made -> !canBeAskedFor(made.kind()))
                .toList();
        objects.values().forEach(list -> list.removeAll(taken));
        return taken;
    }

    /** An object without a GET is found by what it lives in, if that has one. */
    private static boolean canBeAskedFor(ObjectKind kind) {
        return kind.can(ObjectKind.Operation.GET)
                || (!kind.livesElsewhere()
                        && kind.parent()
                                .map(ObjectKinds::of)
                                .filter(World::canBeAskedFor)
                                .isPresent());
    }

    Optional<Made> any(String collection) {
        return pick(objects.getOrDefault(collection, List.of()));
    }

    /** An object of that collection that lives in that account. */
    Optional<Made> any(String collection, String account) {
        return pick(objects.getOrDefault(collection, List.of()).stream()
                .filter(made -> accountOf(made).equals(account))
                .toList());
    }

    private Optional<Made> pick(List<Made> candidates) {
        return candidates.isEmpty() ? Optional.empty() : Optional.of(candidates.get(random.nextInt(candidates.size())));
    }

    /** What lives directly in one object. */
    List<Made> in(ObjectKind kind, String parentPath) {
        String prefix = kind.collectionIn(parentPath) + "/";
        return objects.getOrDefault(kind.collection(), List.of()).stream()
                .filter(made -> made.path().startsWith(prefix))
                .toList();
    }

    String accountOf(Made made) {
        return upstream.ownerOf(made.id()).orElseThrow();
    }

    /**
     * An object.
     *
     * @param kind its kind
     * @param path its path without the version
     */
    record Made(ObjectKind kind, String path) {
        String id() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        String parentPath() {
            return path.substring(0, path.length() - kind.tail().length() - id().length() - 1);
        }

        /** Whether it is that object, or lives in it: in projects by a shorter path, too. */
        boolean isIn(Made other) {
            return path.equals(other.path)
                    || path.startsWith(other.path + "/")
                    || ("/organization" + path).startsWith(other.path + "/");
        }
    }
}
