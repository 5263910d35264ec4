package dev.sluice.provider.local.assistants.account;

import dev.sluice.core.assistants.files.FileObject;
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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/**
 * The account that a model is in, in the name of whoever uses it. Which of several accounts that is, the gateway finds out by
 * the ids that calls name.
 *
 * @param models calls it
 * @param json reads its answers
 * @param ids names the calls
 * @param owner in whose name
 * @param model a model of the account
 * @param loop where answers come
 */
public record ModelAccount(
        ModelCaller models, JsonCodec json, IdSource ids, String owner, String model, EventLoop loop) {
    /** What may stand in a path. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");

    private static final int LARGEST_ANSWER = 64 << 10;

    /** Twice as long as OpenAI's shortest time, and longer than any run. */
    private static final long SECONDS_OF_COPIES = 3600;

    /** Whether a vector store lives there. */
    public CompletionStage<Boolean> hosts(String storeId) {
        if (!ID.matcher(storeId).matches()) {
            return CompletableFuture.completedFuture(false);
        }
        return call("GET", "/v1/vector_stores/" + storeId, Headers.of("OpenAI-Beta", "assistants=v2"), Body.EMPTY)
                .thenCompose(reply ->
                        BodyBytes.of(reply.body(), LARGEST_ANSWER).handle((read, failure) -> reply.status() < 300));
    }

    /** Copies a file there, for an hour; its id there. Fails where the account does not take it. */
    public CompletionStage<String> copy(FileObject file, byte[] content) {
        String boundary = ids.hexId("sluice-");
        String begin = field(boundary, "purpose") + "user_data\r\n" + field(boundary, "expires_after[anchor]")
                + "created_at\r\n" + field(boundary, "expires_after[seconds]") + SECONDS_OF_COPIES + "\r\n"
                + "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + file.filename().replace("\"", "%22").replaceAll("[\r\n]", " ")
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        String end = "\r\n--" + boundary + "--\r\n";
        Headers headers = Headers.of("Content-Type", "multipart/form-data; boundary=" + boundary);
        List<ByteBuffer> form = List.of(bytes(begin), ByteBuffer.wrap(content), bytes(end));
        long size = form.stream().mapToLong(ByteBuffer::remaining).sum();
        return call("POST", "/v1/files", headers, new Body.Bytes(form, size))
                .thenCompose(reply ->
                        BodyBytes.of(reply.body(), LARGEST_ANSWER).thenApply(answer -> idOf(reply.status(), answer)));
    }

    private static String field(String boundary, String name) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n";
    }

    private static ByteBuffer bytes(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }

    private String idOf(int status, byte[] answer) {
        if (status >= 300) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_INVALID, Reach.SENT, "The account of the model does not take a file: " + status);
        }
        return json.parse(answer)
                .get("id")
                .flatMap(JsonNode::asText)
                .orElseThrow(() -> new GatewayException(
                        ErrorKind.UPSTREAM_INVALID, Reach.SENT, "The account of the model gives a file no id"));
    }

    /** A file that code made there; empty where it is gone. */
    public CompletionStage<Optional<Body>> open(String containerId, String fileId) {
        if (!ID.matcher(containerId).matches() || !ID.matcher(fileId).matches()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return call("GET", "/v1/containers/" + containerId + "/files/" + fileId + "/content", Headers.EMPTY, Body.EMPTY)
                .thenCompose(reply -> reply.status() < 300
                        ? CompletableFuture.completedFuture(Optional.of(reply.body()))
                        : BodyBytes.of(reply.body(), LARGEST_ANSWER).handle((read, failure) -> Optional.empty()));
    }

    private CompletionStage<HttpReply> call(String method, String path, Headers headers, Body body) {
        ModelCall call = new ModelCall(
                ids.hexId("call-"),
                new Principal(owner),
                method,
                path,
                headers.toBuilder().set(ModelCall.TARGET, model).build(),
                body,
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
        return reply;
    }

    @Override
    public String toString() {
        return "ModelAccount[model=" + model + "]";
    }
}
