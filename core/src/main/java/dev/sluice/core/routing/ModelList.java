package dev.sluice.core.routing;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The model groups of a gateway as answers to {@code GET /v1/models} and {@code GET /v1/models/{id}}. Immutable. */
public final class ModelList {
    /** LiteLLM gives every model this time of creation; programs compare lists. */
    private static final long CREATED = 1677610602;

    private final List<String> groups;

    /** The list of these deployments' groups and of their aliases, each once, in order; without patterns and hidden ones. */
    public ModelList(List<Deployment> deployments, RouterSettings settings) {
        Stream<String> visible = settings.aliases().keySet().stream()
                .filter(alias -> !settings.hidden().contains(alias))
                .sorted();
        groups = Stream.concat(deployments.stream().map(Deployment::group), visible)
                .filter(name -> !NamePattern.isPattern(name))
                .distinct()
                .toList();
    }

    /** Whether there is any model to list. */
    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /** Every model. */
    public HttpReply all() {
        return reply(groups.stream()
                .map(ModelList::model)
                .collect(Collectors.joining(",", "{\"data\":[", "],\"object\":\"list\"}")));
    }

    /**
     * One model.
     *
     * @throws GatewayException of kind {@link ErrorKind#NOT_FOUND} where no group has that name
     */
    public HttpReply one(String id) {
        if (!groups.contains(id)) {
            throw GatewayException.notSent(
                    ErrorKind.NOT_FOUND, "The model '" + id + "' does not exist. GET /v1/models lists those that do.");
        }
        return reply(model(id));
    }

    private static String model(String id) {
        return "{\"id\":" + Json.quote(id) + ",\"object\":\"model\",\"created\":" + CREATED
                + ",\"owned_by\":\"openai\"}";
    }

    private static HttpReply reply(String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return new HttpReply(
                200,
                Headers.of("Content-Type", "application/json", "Content-Length", Integer.toString(body.length)),
                Body.Bytes.of(body));
    }
}
