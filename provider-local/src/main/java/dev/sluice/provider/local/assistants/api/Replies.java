package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.files.FileObject;
import dev.sluice.core.assistants.model.ApiError;
import dev.sluice.core.assistants.model.ErrorBody;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.provider.local.assistants.data.IdSource;
import dev.sluice.provider.local.assistants.data.RefusedException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Makes answers with the headers that OpenAI's have. */
public final class Replies {
    private static final String JSON = "application/json";
    private static final String POLL_AFTER_MS = "300";
    private static final String INVALID = "invalid_request_error";

    private final JsonCodec json;
    private final IdSource ids;
    private final Clock clock;

    /** Answers at that time. */
    public Replies(JsonCodec json, IdSource ids, Clock clock) {
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    HttpReply object(Call call, Object object) {
        return document(call, ByteBuffer.wrap(json.write(object)));
    }

    HttpReply document(Call call, ByteBuffer content) {
        return document(call, new Body.Bytes(List.of(content.duplicate()), content.remaining()));
    }

    HttpReply document(Call call, Body.Bytes content) {
        return reply(200, call, JSON, content);
    }

    /** The same for something that is not done yet: says when to ask again. */
    static HttpReply askAgain(HttpReply reply) {
        return reply.withHeaders(reply.headers().toBuilder()
                .add("openai-poll-after-ms", POLL_AFTER_MS)
                .build());
    }

    HttpReply events(Call call, Flow.Publisher<ByteBuffer> frames) {
        Headers headers = head(call, "text/event-stream; charset=utf-8")
                .add("Cache-Control", "no-cache")
                .add("X-Accel-Buffering", "no")
                .build();
        return new HttpReply(200, headers, new Body.Stream(frames, OptionalLong.empty()));
    }

    HttpReply file(Call call, FileObject file, Body content) {
        String name = file.filename().replaceAll("[\\p{Cntrl}\"\\\\]", "_");
        Headers.Builder headers = head(call, "application/octet-stream")
                .add("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .add("Content-Length", Long.toString(file.bytes()));
        return new HttpReply(200, headers.build(), content);
    }

    /** What an operation threw, as its answer. What was not expected fails the call as a whole. */
    public HttpReply failure(Call call, Throwable thrown) {
        Throwable failure = thrown;
        while (failure instanceof CompletionException && failure.getCause() != null) {
            failure = failure.getCause();
        }
        if (failure instanceof RefusedException refused) {
            return error(call, refused.status(), refused.getMessage(), refused.param(), refused.code());
        }
        GatewayException known = GatewayException.from(failure);
        if (known.kind().status() == 400) {
            return error(call, 400, known.getMessage(), known.param(), known.code());
        }
        throw known;
    }

    HttpReply error(Call call, int status, String message, @Nullable String param, @Nullable String code) {
        byte[] body = json.write(new ErrorBody(new ApiError(message, INVALID, param, code)));
        return reply(status, call, JSON, Body.Bytes.of(body));
    }

    HttpReply reply(int status, Call call, String type, Body.Bytes content) {
        Headers headers = head(call, type)
                .add("Content-Length", Long.toString(content.size()))
                .build();
        return new HttpReply(status, headers, content);
    }

    private Headers.Builder head(Call call, String type) {
        return Headers.builder()
                .add("Content-Type", type)
                .add("openai-version", "2020-10-01")
                .add("openai-organization", call.owner())
                .add("openai-processing-ms", Long.toString(Math.max(0, clock.millis() - call.startedAt())))
                .add("x-request-id", ids.hexId("req_"));
    }
}
