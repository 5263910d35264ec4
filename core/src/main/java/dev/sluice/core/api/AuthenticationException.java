package dev.sluice.core.api;

import dev.sluice.core.assistants.model.ApiError;
import dev.sluice.core.http.Headers;
import org.jspecify.annotations.Nullable;

/** 401: the key is missing or wrong. */
public final class AuthenticationException extends ApiException {
    AuthenticationException(String message, @Nullable ApiError error, Headers headers) {
        super(401, message, error, headers);
    }
}
