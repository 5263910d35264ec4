package dev.sluice.core.api;

import dev.sluice.core.assistants.model.ApiError;
import dev.sluice.core.http.Headers;
import org.jspecify.annotations.Nullable;

/** 403: the key may not do this. */
public final class PermissionDeniedException extends ApiException {
    PermissionDeniedException(String message, @Nullable ApiError error, Headers headers) {
        super(403, message, error, headers);
    }
}
