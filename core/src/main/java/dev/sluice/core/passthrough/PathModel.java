package dev.sluice.core.passthrough;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A path that names its model, as clients of Azure and of OpenAI's first API write it: {@code /deployments/{model}/…} and
 * {@code /engines/{model}/…}.
 *
 * @param model the name, decoded
 * @param path the path without it
 */
record PathModel(String model, String path) {
    private static final List<String> PREFIXES =
            List.of("/deployments/", "/openai/deployments/", "/engines/", "/v1/engines/", "/v1/deployments/");

    static Optional<PathModel> of(String rawPath) {
        for (String prefix : PREFIXES) {
            int slash = rawPath.startsWith(prefix) ? rawPath.indexOf('/', prefix.length()) : -1;
            if (slash > prefix.length()) {
                String version = prefix.startsWith("/v1/") ? "/v1" : "";
                String model = rawPath.substring(prefix.length(), slash).replace("+", "%2B");
                try {
                    return Optional.of(new PathModel(
                            URLDecoder.decode(model, StandardCharsets.UTF_8), version + rawPath.substring(slash)));
                } catch (IllegalArgumentException malformed) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
