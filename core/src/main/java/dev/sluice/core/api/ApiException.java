package dev.sluice.core.api;

import dev.sluice.core.assistants.model.ApiError;
import dev.sluice.core.http.Headers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call of the API has failed. The subclasses say by which status; {@link ApiConnectionException} and {@link
 * ApiTimeoutException} that there was no answer at all.
 */
public class ApiException extends RuntimeException {
    private final int status;
    private final transient @Nullable ApiError error;
    private final transient Headers headers;

    ApiException(int status, String message, @Nullable ApiError error, Headers headers) {
        super(message);
        this.status = status;
        this.error = error;
        this.headers = headers;
    }

    /** The failure that an answer with that status stands for. */
    static ApiException of(int status, @Nullable ApiError error, Headers headers) {
        String message =
                status + " " + (error == null ? "The answer has no error in OpenAI's shape." : error.message());
        return switch (status) {
            case 400 -> new BadRequestException(message, error, headers);
            case 401 -> new AuthenticationException(message, error, headers);
            case 403 -> new PermissionDeniedException(message, error, headers);
            case 404 -> new NotFoundException(message, error, headers);
            case 409 -> new ConflictException(message, error, headers);
            case 422 -> new UnprocessableEntityException(message, error, headers);
            case 429 -> new RateLimitException(message, error, headers);
            case 504 -> new ApiTimeoutException(message, error, headers);
            default -> ofServer(status, message, error, headers);
        };
    }

    private static ApiException ofServer(int status, String message, @Nullable ApiError error, Headers headers) {
        String code = error == null ? "" : error.code().orElse("");
        if (code.startsWith("upstream_")) {
            return new ApiConnectionException(status, message, error, headers);
        }
        return status >= 500
                ? new InternalServerException(status, message, error, headers)
                : new ApiException(status, message, error, headers);
    }

    /** The HTTP status, 400 to 599; 0 where there was no answer. */
    public int status() {
        return status;
    }

    /** What the server says of it. */
    public Optional<ApiError> error() {
        return Optional.ofNullable(error);
    }

    /** The answer's headers, such as {@code x-request-id}. */
    public Headers headers() {
        return headers;
    }
}
