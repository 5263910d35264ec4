package dev.sluice.provider.local.assistants.vectors;

import dev.sluice.core.assistants.search.Embedding;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.call.Principal;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.core.spi.ModelCall;
import dev.sluice.core.spi.ModelCaller;
import dev.sluice.provider.local.assistants.data.BodyBytes;
import dev.sluice.provider.local.assistants.data.IdSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks a model what texts mean, in the name of whoever they belong to. Thread-safe.
 *
 * @param models calls it
 * @param json reads and writes what it is asked
 * @param ids names the calls
 * @param model its name; empty where there is none: then nothing means anything
 */
public record Embedder(ModelCaller models, JsonCodec json, IdSource ids, Optional<String> model) {
    /** How many texts are asked for at once; many servers take no more. */
    public static final int AT_ONCE = 32;

    private static final int LARGEST = 64 << 20;
    private static final Headers HEADERS = Headers.of("Content-Type", "application/json", "Accept", "application/json");

    /** What each of a few texts means, in their order; fails with {@link GatewayException} where the model does. */
    public CompletionStage<List<Optional<Embedding>>> of(String owner, List<String> texts, EventLoop loop) {
        if (model.isEmpty() || texts.isEmpty()) {
            return CompletableFuture.completedFuture(Collections.nCopies(texts.size(), Optional.empty()));
        }
        JsonNode body = JsonNode.object()
                .put("model", model.get())
                .put("input", JsonNode.array(texts.stream().map(JsonNode::of).toList()))
                .put("encoding_format", "float")
                .build();
        ModelCall call = ModelCall.post(
                ids.hexId("call-"),
                new Principal(owner),
                "/v1/embeddings",
                HEADERS,
                Body.Bytes.of(json.write(body)),
                new Cancellation(),
                loop);
        CompletableFuture<HttpReply> reply = new CompletableFuture<>();
        loop.run(() -> models.call(call).whenComplete((answer, failure) -> {
            if (failure == null) {
                reply.complete(answer);
            } else {
                reply.completeExceptionally(failure);
            }
        }));
        return reply.thenCompose(answer -> BodyBytes.of(answer.body(), LARGEST)
                .thenApply(bytes -> read(model.get(), answer.status(), bytes, texts.size())));
    }

    private List<Optional<Embedding>> read(String name, int status, byte[] bytes, int count) {
        if (status >= 300) {
            throw failed("The embedding model '" + name + "' answered with status " + status + ".");
        }
        List<Optional<Embedding>> read = new ArrayList<>(Collections.nCopies(count, Optional.empty()));
        List<JsonNode> data =
                json.parse(bytes).get("data").map(JsonNode::elements).orElse(List.of());
        for (int i = 0; i < data.size(); i++) {
            int position = i;
            long index = data.get(i)
                    .get("index")
                    .map(number -> number.asLong().orElse(position))
                    .orElse((long) position);
            if (index >= 0 && index < count) {
                read.set((int) index, Optional.of(Embedding.of(name, vector(data.get(i)))));
            }
        }
        if (read.stream().anyMatch(Optional::isEmpty)) {
            throw failed("The embedding model '" + name + "' did not answer for every text.");
        }
        return read;
    }

    private static float[] vector(JsonNode item) {
        List<JsonNode> numbers = item.get("embedding").map(JsonNode::elements).orElse(List.of());
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) numbers.get(i).asDouble().orElse(0);
        }
        return vector;
    }

    private static GatewayException failed(String message) {
        return new GatewayException(ErrorKind.UPSTREAM_INVALID, Reach.SENT, message);
    }
}
