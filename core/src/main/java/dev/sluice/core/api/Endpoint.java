package dev.sluice.core.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What is asked for.
 *
 * @param method the method
 * @param path the path under {@code /v1}
 * @param query the encoded query; empty for none
 * @param body what is sent; empty for no body
 */
record Endpoint(String method, String path, String query, Optional<Object> body) {
    static Endpoint get(String path, String query) {
        return new Endpoint("GET", path, query, Optional.empty());
    }

    static Endpoint get(String path) {
        return get(path, "");
    }

    static Endpoint post(String path, Object body) {
        return new Endpoint("POST", path, "", Optional.of(body));
    }

    static Endpoint delete(String path) {
        return new Endpoint("DELETE", path, "", Optional.empty());
    }

    Endpoint with(String otherQuery) {
        return new Endpoint(method, path, otherQuery, body);
    }

    /** A path of words and ids in turn; ids are encoded. One that is empty, or dots, would lead to another operation. */
    static String path(String... wordsAndIds) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < wordsAndIds.length; i++) {
            String part = wordsAndIds[i];
            if (part.isEmpty()) {
                throw new IllegalArgumentException("An id is empty: " + path + "/?");
            }
            if (part.equals(".") || part.equals("..")) {
                throw new IllegalArgumentException("No id consists of dots: " + path + "/" + part);
            }
            path.append('/').append(i % 2 == 0 ? part : encoded(part));
        }
        return path.toString();
    }

    /** As a segment of a path, where a blank is no plus as it is in a form. */
    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
