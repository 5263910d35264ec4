package dev.sluice.core.api;

import dev.sluice.core.assistants.model.ApiError;
import dev.sluice.core.http.Headers;
import org.jspecify.annotations.Nullable;

/** 400: the request is wrong; {@link #error()} says what, and in which member. */
public final class BadRequestException extends ApiException {
    BadRequestException(String message, @Nullable ApiError error, Headers headers) {
        super(400, message, error, headers);
    }
}
