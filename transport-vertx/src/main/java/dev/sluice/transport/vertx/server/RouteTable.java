package dev.sluice.transport.vertx.server;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the gateway serves, as an answer to {@code GET /routes} in LiteLLM's form. */
final class RouteTable {
    private static final String ALL = "[\"GET\",\"POST\",\"PUT\",\"PATCH\",\"DELETE\"]";
    private static final String GET = "[\"GET\"]";

    private RouteTable() {}

    /**
     * The table.
     *
     * @param words the first words of paths without a version
     */
    static HttpReply of(List<String> words) {
        List<String> routes = new ArrayList<>();
        Stream.of("/health", "/health/liveliness", "/health/liveness", "/health/readiness", "/routes")
                .forEach(path -> routes.add(route(path, GET, "gateway")));
        Stream.of("/models", "/models/{model_id}", "/v1/models", "/v1/models/{model_id}")
                .forEach(path -> routes.add(route(path, GET, "model_list")));
        Stream.of("/openai/{endpoint:path}", "/openai_passthrough/{endpoint:path}", "/v1/{endpoint:path}")
                .forEach(path -> routes.add(route(path, ALL, "pass_through")));
        words.forEach(word -> routes.add(route("/" + word + "/{endpoint:path}", ALL, "pass_through")));
        byte[] body = routes.stream()
                .collect(Collectors.joining(",", "{\"routes\":[", "]}"))
                .getBytes(StandardCharsets.UTF_8);
        return new HttpReply(
                200,
                Headers.of("Content-Type", "application/json", "Content-Length", Integer.toString(body.length)),
                Body.Bytes.of(body));
    }

    private static String route(String path, String methods, String name) {
        return "{\"path\":" + Json.quote(path) + ",\"methods\":" + methods + ",\"name\":" + Json.quote(name)
                + ",\"endpoint\":" + Json.quote(name) + "}";
    }
}
