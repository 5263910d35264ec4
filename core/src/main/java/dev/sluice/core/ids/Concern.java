package dev.sluice.core.ids;

import dev.sluice.core.http.RawQuery;
import dev.sluice.core.json.IdScanner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The objects that a call concerns, as far as it tells: by its path, its query and its body. Immutable. */
public final class Concern {
    /** Parameters by which a page of a list says where it begins: each names an object of the list. */
    private static final List<String> CURSORS = List.of("after", "before");

    private final Set<String> ids = new LinkedHashSet<>();
    private final List<String> objects;
    private final boolean ofObject;
    private final Set<String> inPath;
    private final Optional<String> itself;
    private final boolean reads;

    /**
     * What a call with this path, query and body concerns.
     *
     * @param reads whether the call changes nothing
     */
    public Concern(String path, RawQuery query, Collection<Reference> inBody, boolean reads) {
        IdPath idPath = IdPath.of(path);
        ids.addAll(idPath.ids());
        inPath = Set.copyOf(idPath.ids());
        List<String> around = idPath.objects();
        itself = reads && !around.isEmpty() && !around.contains(path) ? Optional.of(path) : Optional.empty();
        this.reads = reads;
        for (String value : query.values()) {
            if (IdScanner.isId(value)) {
                ids.add(value);
            }
        }
        inBody.forEach(reference -> ids.add(reference.id()));
        objects = new ArrayList<>();
        query.first(CURSORS).flatMap(idPath::member).ifPresent(objects::add);
        objects.addAll(around);
        ofObject = !objects.isEmpty();
        inBody.forEach(reference -> reference.path().map(idPath::sibling).ifPresent(objects::add));
    }

    /** Every string that may be an id. */
    public Set<String> ids() {
        return Set.copyOf(ids);
    }

    /** The ids in the order in which they stand. */
    Set<String> inOrder() {
        return ids;
    }

    /** Paths that can be asked for, the most telling first. */
    List<String> objects() {
        return objects;
    }

    /** The ids of the path. */
    Set<String> inPath() {
        return inPath;
    }

    /** The path itself, where the call reads what is in an object: whoever can answer that has the object. */
    Optional<String> itself() {
        return itself;
    }

    /** Whether the call changes nothing. */
    boolean reads() {
        return reads;
    }

    /** Whether it concerns no object. */
    public boolean isEmpty() {
        return ids.isEmpty();
    }

    /** Whether its path is that of an object, or of something in one. */
    public boolean isOfObject() {
        return ofObject;
    }
}
