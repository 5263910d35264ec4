package dev.sluice.transport.vertx.server;

import dev.sluice.core.error.ErrorReplies;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpReply;
import dev.sluice.transport.vertx.stream.Buffers;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers to calls that failed outside of what records them, in OpenAI's form all the same. */
final class UnrecordedErrors {
    private static final Logger LOG = LoggerFactory.getLogger(UnrecordedErrors.class);

    private UnrecordedErrors() {}

    /** Nothing was written yet. */
    static void write(HttpServerResponse response, Throwable failure) {
        HttpReply reply = ErrorReplies.of(GatewayException.from(failure));
        response.setStatusCode(reply.status());
        reply.headers().forEach((name, value) -> response.headers().set(name, value));
        response.end(Buffers.toVertx(((Body.Bytes) reply.body()).slices()));
    }

    /** A failure that is a mistake of ours, which the log must tell of. */
    static void unexpected(HttpServerResponse response, Throwable failure) {
        LOG.error("A call could not be served", failure);
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
        } else {
            write(response, failure);
        }
    }
}
