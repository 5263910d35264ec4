package dev.sluice.provider.local.assistants;

import dev.sluice.provider.local.assistants.api.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An operation and where it is.
 *
 * @param method its method
 * @param template the segments of its path; names in braces stand for ids
 * @param endpoint the operation
 */
record Route(String method, List<String> template, Endpoint endpoint) {
    static Route of(String method, String path, Endpoint endpoint) {
        return new Route(method, List.of(path.substring(1).split("/")), endpoint);
    }

    /** The ids in a path that is this one's; empty for another path. */
    Optional<Map<String, String>> ids(List<String> segments) {
        if (segments.size() != template.size()) {
            return Optional.empty();
        }
        Map<String, String> ids = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String expected = template.get(i);
            if (expected.startsWith("{")) {
                ids.put(expected.substring(1, expected.length() - 1), segments.get(i));
            } else if (!expected.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(ids);
    }
}
