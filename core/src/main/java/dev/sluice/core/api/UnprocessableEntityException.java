package dev.sluice.core.api;

import dev.sluice.core.assistants.model.ApiError;
import dev.sluice.core.http.Headers;
import org.jspecify.annotations.Nullable;

/** 422: the request is well-formed and cannot be carried out. */
public final class UnprocessableEntityException extends ApiException {
    UnprocessableEntityException(String message, @Nullable ApiError error, Headers headers) {
        super(422, message, error, headers);
    }
}
