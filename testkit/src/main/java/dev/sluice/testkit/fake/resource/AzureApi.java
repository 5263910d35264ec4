package dev.sluice.testkit.fake.resource;

import dev.sluice.core.http.Headers;
import dev.sluice.core.json.JsonNode;
import dev.sluice.testkit.fake.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The resources as Azure offers them: classic paths with their {@code api-version} and the v1 surface, {@code api-key} or
 * a token of Entra's, deployments instead of models, Azure's errors. Thread-safe.
 */
public final class AzureApi implements Face {
    private final FakeApi resources;
    private final EntraAccounts entra;
    private final Set<String> deployments;

    /** Azure in front of these resources, with these deployments. */
    public AzureApi(FakeApi resources, EntraAccounts entra, Set<String> deployments) {
        this.resources = resources;
        this.entra = entra;
        this.deployments = Set.copyOf(deployments);
    }

    @Override
    public Optional<String> account(WireRequest request) {
        return request.headers().first("api-key").filter(resources::isOpen).or(() -> entra.account(request));
    }

    @Override
    public Reply answer(WireRequest request) {
        try {
            Optional<Reply> token = entra.token(request);
            return token.isPresent() ? token.get() : served(request);
        } catch (AzureException refused) {
            return refused.reply();
        } catch (ApiException malformed) {
            return errorsOfAzure(malformed.reply());
        }
    }

    private Reply served(WireRequest request) {
        String key = account(request)
                .orElseThrow(() -> new AzureException(
                        401,
                        "401",
                        "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a"
                                + " valid key for an active subscription and use a correct regional API endpoint for your"
                                + " resource."));
        AzurePath path = AzurePath.of(request);
        JsonNode body = isJson(request) ? Nodes.parse(request.body()) : Nodes.EMPTY;
        Optional<String> named = path.deployment().or(() -> Nodes.text(body, "model"));
        if (named.isPresent() && !deployments.contains(named.get())) {
            throw new AzureException(
                    404,
                    "DeploymentNotFound",
                    "The API deployment for this resource does not exist. If you created the deployment within the last 5"
                            + " minutes, please wait a moment and try again.");
        }
        Reply reply = resources.answer(translated(request, path, key, body));
        return path.resource().equals("/chat/completions")
                ? withPromptFilter(errorsOfAzure(reply))
                : errorsOfAzure(reply);
    }

    private static boolean isJson(WireRequest request) {
        return request.body().length > 0
                && request.headers().first("Content-Type").orElse("").startsWith("application/json");
    }

    /** The request as the resources know it. */
    private static WireRequest translated(WireRequest request, AzurePath path, String key, JsonNode body) {
        Headers headers = request.headers().toBuilder()
                .set("Authorization", "Bearer " + key)
                .addIfAbsent("OpenAI-Beta", "assistants=v2")
                .build();
        String query = request.target().substring(request.path().length());
        byte[] content = isJson(request) && path.deployment().isPresent()
                ? Nodes.write(
                        Nodes.with(body, "model", JsonNode.of(path.deployment().get())))
                : request.body();
        return new WireRequest(request.method(), Router.PREFIX + path.resource() + query, headers, content);
    }

    private static Reply errorsOfAzure(Reply reply) {
        if (!(reply instanceof Reply.Json json) || json.status() < 400) {
            return reply;
        }
        String message = json.body()
                .get("error")
                .flatMap(error -> Nodes.text(error, "message"))
                .orElse("");
        return new AzureException(json.status(), Integer.toString(json.status()), message).reply();
    }

    /** Azure begins a stream with a chunk that has no choices. */
    private static Reply withPromptFilter(Reply reply) {
        if (!(reply instanceof Reply.Events events)) {
            return reply;
        }
        List<String> frames = new ArrayList<>();
        frames.add("data: {\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\","
                + "\"prompt_filter_results\":[{\"prompt_index\":0,\"content_filter_results\":{}}]}\n\n");
        frames.addAll(events.frames());
        return new Reply.Events(frames);
    }

    /** A refusal in Azure's shape: the code is a word or the status as a string, and there is neither type nor param. */
    static final class AzureException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int status;
        private final String code;

        AzureException(int status, String code, String message) {
            super(message, null, false, false);
            this.status = status;
            this.code = code;
        }

        Reply reply() {
            JsonNode error = JsonNode.object()
                    .put("code", code)
                    .put("message", String.valueOf(getMessage()))
                    .build();
            byte[] body = Nodes.write(JsonNode.object().put("error", error).build());
            return new Reply.Binary(
                    status,
                    Headers.of("Content-Type", "application/json"),
                    (new String(body, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
