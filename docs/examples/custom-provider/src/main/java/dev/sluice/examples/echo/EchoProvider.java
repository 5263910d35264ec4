package dev.sluice.examples.echo;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Services;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers every call with a chat completion that says the deployment's {@code greeting}. Holds no state: thread-safe. */
final class EchoProvider implements Provider {
    static final String TYPE = "echo";

    private final Services services;

    EchoProvider(Services services) {
        this.services = services;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public CompletionStage<HttpReply> call(Deployment deployment, ProviderRequest request, CallContext context) {
        String greeting = deployment.settings().getOrDefault("greeting", "Hello");
        JsonNode message = JsonNode.object()
                .put("role", "assistant")
                .put("content", greeting)
                .build();
        JsonNode choice = JsonNode.object()
                .put("index", 0)
                .put("message", message)
                .put("finish_reason", "stop")
                .build();
        byte[] completion = services.json()
                .write(JsonNode.object()
                        .put("id", "chatcmpl-" + context.callId())
                        .put("object", "chat.completion")
                        .put("created", services.clock().instant().getEpochSecond())
                        .put("model", deployment.upstreamModel())
                        .put("choices", JsonNode.array(List.of(choice)))
                        .build());
        Headers headers =
                Headers.of("Content-Type", "application/json", "Content-Length", Integer.toString(completion.length));
        return CompletableFuture.completedFuture(new HttpReply(200, headers, Body.Bytes.of(completion)));
    }
}
