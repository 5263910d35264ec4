package dev.sluice.core.api;

import dev.sluice.core.assistants.model.ApiError;
import dev.sluice.core.http.Headers;
import org.jspecify.annotations.Nullable;

/** 5xx: the server failed. */
public final class InternalServerException extends ApiException {
    InternalServerException(int status, String message, @Nullable ApiError error, Headers headers) {
        super(status, message, error, headers);
    }
}
