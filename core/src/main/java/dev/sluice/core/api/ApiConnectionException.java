package dev.sluice.core.api;

import dev.sluice.core.assistants.model.ApiError;
import dev.sluice.core.http.Headers;
import org.jspecify.annotations.Nullable;

/** The server could not be reached, or its answer broke off. */
public final class ApiConnectionException extends ApiException {
    ApiConnectionException(int status, String message, @Nullable ApiError error, Headers headers) {
        super(status, message, error, headers);
    }

    ApiConnectionException(String message) {
        this(0, message, null, Headers.EMPTY);
    }
}
