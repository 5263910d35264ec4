package dev.sluice.core.api;

import dev.sluice.core.assistants.model.ApiError;
import dev.sluice.core.assistants.model.ErrorBody;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Headers;
import dev.sluice.core.spi.JsonCodec;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Failures as this API's callers know them. */
final class Errors {
    private Errors() {}

    /** The error in an answer's body; null where it has none in OpenAI's shape. */
    static @Nullable ApiError read(JsonCodec json, byte[] body) {
        try {
            ApiError error = json.read(body, ErrorBody.class).error();
            return error.message().isEmpty() && error.code().isEmpty() ? null : error;
        } catch (GatewayException unreadable) {
            return null;
        }
    }

    /** The same failure without its wrappings; what happened to a connection is told as such. */
    static RuntimeException of(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ApiException || cause instanceof CancellationException) {
            return (RuntimeException) cause;
        }
        GatewayException known = GatewayException.from(cause);
        return switch (known.kind()) {
            case UPSTREAM_TIMEOUT -> new ApiTimeoutException(known.getMessage(), null, Headers.EMPTY);
            case CLIENT_CLOSED -> new CancellationException(known.getMessage());
            case UPSTREAM_UNREACHABLE, UPSTREAM_CLOSED, UPSTREAM_INVALID ->
                new ApiConnectionException(known.getMessage());
            default ->
                cause instanceof GatewayException || !(cause instanceof RuntimeException unexpected)
                        ? new ApiException(
                                known.kind() == ErrorKind.INTERNAL
                                        ? 0
                                        : known.kind().status(),
                                known.getMessage(),
                                null,
                                Headers.EMPTY)
                        : unexpected;
        };
    }
}
