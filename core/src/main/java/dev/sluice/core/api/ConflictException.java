package dev.sluice.core.api;

import dev.sluice.core.assistants.model.ApiError;
import dev.sluice.core.http.Headers;
import org.jspecify.annotations.Nullable;

/** 409: the object is being changed by somebody else. */
public final class ConflictException extends ApiException {
    ConflictException(String message, @Nullable ApiError error, Headers headers) {
        super(409, message, error, headers);
    }
}
