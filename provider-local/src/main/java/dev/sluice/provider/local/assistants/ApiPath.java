package dev.sluice.provider.local.assistants;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A path of the Assistants API, whichever way it is written: {@code /v1/threads}, {@code /threads}, {@code
 * /openai/threads}, {@code /openai/deployments/x/threads}.
 *
 * @param segments without prefixes, decoded
 */
record ApiPath(List<String> segments) {
    private static final Set<String> ROOTS = Set.of("assistants", "threads", "files", "vector_stores");

    ApiPath {
        segments = List.copyOf(segments);
    }

    /** Empty for a path of another API. */
    static Optional<ApiPath> of(String rawPath) {
        List<String> segments = Stream.of(rawPath.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(ApiPath::decoded)
                .toList();
        int from = 0;
        for (String prefix : List.of("openai", "v1", "deployments")) {
            if (from < segments.size() && segments.get(from).equals(prefix)) {
                from += prefix.equals("deployments") ? 2 : 1;
            }
        }
        return from < segments.size() && ROOTS.contains(segments.get(from))
                ? Optional.of(new ApiPath(segments.subList(from, segments.size())))
                : Optional.empty();
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return segment;
        }
    }

    /** The path as OpenAI's errors write it. */
    String text() {
        return "/v1/" + String.join("/", segments);
    }
}
