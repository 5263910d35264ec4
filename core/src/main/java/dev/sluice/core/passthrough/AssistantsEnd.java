package dev.sluice.core.passthrough;

import dev.sluice.core.attempt.ErrorBody;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.LogSink;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What to do where an upstream has no Assistants API any more: told to every client in a header of the upstream's own
 * answer, and once to the log. Thread-safe.
 */
final class AssistantsEnd {
    static final String HEADER = "x-sluice-hint";

    /** Of ASCII, as a header must be. */
    static final String HINT = "The upstream has no Assistants API (OpenAI ended its own on 2026-08-26). Write"
            + " 'assistant_settings: {custom_llm_provider: local}' into the gateway's configuration, and it serves"
            + " assistants and threads itself.";

    private static final int GONE = 410;
    private static final int NOT_FOUND = 404;

    private final LogSink sink;
    private final Clock clock;
    private final AtomicBoolean logged = new AtomicBoolean();

    AssistantsEnd(LogSink sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    /** Whether such an answer to such a call can be the end of the API. */
    static boolean mayBeTold(HttpReply reply, Deployment deployment, String path) {
        return (reply.status() == NOT_FOUND || reply.status() == GONE)
                && AssistantsRoute.isOfAssistants(path)
                && !deployment.provider().equals(Providers.LOCAL);
    }

    /**
     * Whether that answer is it: 410 by its status, 404 by what it says. No object that is missing is told of so.
     *
     * @param body the answer's body
     */
    static boolean isTold(HttpReply reply, List<ByteBuffer> body) {
        return reply.status() == GONE || ErrorBody.of(plain(reply, body)).isApiGone();
    }

    private static List<ByteBuffer> plain(HttpReply reply, List<ByteBuffer> body) {
        String encoding =
                reply.headers().first("Content-Encoding").orElse("").strip().toLowerCase(Locale.ROOT);
        if (encoding.isEmpty() || !Inflated.canRead(encoding)) {
            return body;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Inflated inflated = new Inflated(encoding, slice -> {
            byte[] copy = new byte[slice.remaining()];
            slice.duplicate().get(copy);
            bytes.writeBytes(copy);
        });
        body.forEach(inflated::feed);
        inflated.end();
        return List.of(ByteBuffer.wrap(bytes.toByteArray()));
    }

    /** The answer with the hint. */
    HttpReply hinted(HttpReply reply, String callId) {
        if (logged.compareAndSet(false, true)) {
            sink.accept(new LogEvent.Notice(callId, clock.instant(), HINT));
        }
        return reply.withHeaders(reply.headers().toBuilder().set(HEADER, HINT).build());
    }
}
