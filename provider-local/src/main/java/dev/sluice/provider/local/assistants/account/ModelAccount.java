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

    /** What is taken into memory of a file, here and there. */
    public static final int LARGEST = 32 << 20;

    /** OpenAI's shortest time, and longer than any run. */
    private static final String SECONDS_OF_COPIES = "3600";

    /** Whether a vector store lives there. */
    public CompletionStage<Boolean> hosts(String storeId) {
        if (!ID.matcher(storeId).matches()) {
            return CompletableFuture.completedFuture(false);
        }
        return call("GET", "/v1/vector_stores/" + storeId, Headers.of("OpenAI-Beta", "assistants=v2"), Body.EMPTY)
                .thenApply(Answer::isThere);
    }

    /** Copies a file there, for an hour; its id there. Fails where the account does not take it. */
    public CompletionStage<String> copy(FileObject file, byte[] content) {
        String boundary = ids.hexId("sluice-");
        List<String> lines = List.of(
                "--" + boundary,
                field("purpose"),
                "",
                "user_data",
                "--" + boundary,
                field("expires_after[anchor]"),
                "",
                "created_at",
                "--" + boundary,
                field("expires_after[seconds]"),
                "",
                SECONDS_OF_COPIES,
                "--" + boundary,
                field("file") + "; filename=\"" + file.filename().replaceAll("[\"\\r\\n]", "_") + "\"",
                "Content-Type: application/octet-stream",
                "",
                "");
        ByteBuffer begin = bytes(lines);
        ByteBuffer end = bytes(List.of("", "--" + boundary + "--", ""));
        Headers headers = Headers.of("Content-Type", "multipart/form-data; boundary=" + boundary);
        List<ByteBuffer> form = List.of(begin, ByteBuffer.wrap(content), end);
        long size = form.stream().mapToLong(ByteBuffer::remaining).sum();
        return call("POST", "/v1/files", headers, new Body.Bytes(form, size))
                .thenApply(answer -> idOf(answer.status, answer.bytes));
    }

    private static String field(String name) {
        return "Content-Disposition: form-data; name=\"" + name + "\"";
    }

    private static ByteBuffer bytes(List<String> lines) {
        return StandardCharsets.UTF_8.encode(String.join("\r\n", lines));
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

    /** What a file holds that code made there; empty where it is gone, fails where it is larger than what copies may be. */
    public CompletionStage<Optional<byte[]>> read(String containerId, String fileId) {
        if (!ID.matcher(containerId).matches() || !ID.matcher(fileId).matches()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return call("GET", "/v1/containers/" + containerId + "/files/" + fileId + "/content", Headers.EMPTY, Body.EMPTY)
                .thenApply(answer -> answer.isThere() ? Optional.of(answer.bytes) : Optional.empty());
    }

    private static final class Answer {
        final int status;
        final byte[] bytes;

        Answer(int status, byte[] bytes) {
            this.status = status;
            this.bytes = bytes;
        }

        boolean isThere() {
            return status < 300;
        }
    }

    /** A body lives on the loop of its call, and is read there. */
    private CompletionStage<Answer> call(String method, String path, Headers headers, Body body) {
        ModelCall call = new ModelCall(
                ids.hexId("call-"),
                new Principal(owner),
                method,
                path,
                headers.toBuilder().set(ModelCall.TARGET, model).build(),
                body,
                new Cancellation(),
                loop);
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        loop.run(() -> models.call(call)
                .thenCompose(reply ->
                        BodyBytes.of(reply.body(), LARGEST).thenApply(bytes -> new Answer(reply.status(), bytes)))
                .whenComplete((read, failure) -> {
                    if (failure == null) {
                        answer.complete(read);
                    } else {
                        answer.completeExceptionally(failure);
                    }
                }));
        return answer;
    }

    @Override
    public String toString() {
        return "ModelAccount[model=" + model + "]";
    }
}
