package dev.sluice.core.api;

import dev.sluice.core.assistants.model.ApiError;
import dev.sluice.core.http.Headers;
import org.jspecify.annotations.Nullable;

/** 429: too much was asked in too short a time, or the quota is used up. */
public final class RateLimitException extends ApiException {
    RateLimitException(String message, @Nullable ApiError error, Headers headers) {
        super(429, message, error, headers);
    }
}
