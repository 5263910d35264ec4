package dev.sluice.core.api;

import dev.sluice.core.assistants.model.ApiError;
import dev.sluice.core.http.Headers;
import org.jspecify.annotations.Nullable;

/** 404: there is no such object, or not for this key. */
public final class NotFoundException extends ApiException {
    NotFoundException(String message, @Nullable ApiError error, Headers headers) {
        super(404, message, error, headers);
    }
}
