package dev.sluice.core.api;

import dev.sluice.core.assistants.model.ApiError;
import dev.sluice.core.http.Headers;
import org.jspecify.annotations.Nullable;

/** There was no answer in time: {@link RequestOptions#timeout()}, or the gateway's own limit for the server. */
public final class ApiTimeoutException extends ApiException {
    ApiTimeoutException(String message, @Nullable ApiError error, Headers headers) {
        super(error == null ? 0 : 504, message, error, headers);
    }
}
