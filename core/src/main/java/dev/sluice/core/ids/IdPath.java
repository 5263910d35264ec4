package dev.sluice.core.ids;

import dev.sluice.core.json.IdScanner;
import dev.sluice.core.log.PathTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A raw path, seen as objects within objects: every segment that is no word of the API may be an id.
 *
 * @param path the path
 * @param ids those segments, in order
 * @param ends for each of them the offset in the path after it
 */
record IdPath(String path, List<String> ids, List<Integer> ends) {
    private static final String V1 = "/v1";

    static IdPath of(String path) {
        List<String> ids = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        String before = "";
        int start = 0;
        while (start < path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String segment = path.substring(start, end);
            boolean isShared = ModelNames.follow(before) && !ModelNames.isOfOneAccount(segment);
            if (!PathTemplate.isWord(segment) && !isShared && IdScanner.isId(segment)) {
                ids.add(segment);
                ends.add(end);
            }
            before = segment;
            start = end + 1;
        }
        return new IdPath(path, ids, ends);
    }

    /** The paths of the objects themselves, the innermost first: an id stands in a collection, and is no plain word. */
    List<String> objects() {
        List<String> objects = new ArrayList<>();
        for (int i = ends.size() - 1; i >= 0; i--) {
            String object = path.substring(0, ends.get(i));
            boolean collected =
                    object.length() > ids.get(i).length() + (object.startsWith(V1 + "/") ? V1.length() : 0) + 1;
            if (collected && !isPlainWord(ids.get(i))) {
                objects.add(object);
            }
        }
        return objects;
    }

    /** The path of an object of the collection that this is the path of; empty where it is none. */
    Optional<String> member(String id) {
        return IdScanner.isId(id) && PathTemplate.isWord(path.substring(path.lastIndexOf('/') + 1))
                ? Optional.of(path + "/" + id)
                : Optional.empty();
    }

    /** Words of paths that are not known here are in lower case; ids that are made at random are not, or have digits. */
    private static boolean isPlainWord(String segment) {
        return segment.chars().noneMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'));
    }

    /** The path of an object of another collection, as this client writes its paths. */
    String sibling(String objectPath) {
        return path.startsWith(V1 + "/") ? V1 + objectPath : objectPath;
    }
}
