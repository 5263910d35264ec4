package dev.sluice.provider.local;

import java.util.Map;
import java.util.Optional;

/** LiteLLM's names for errors, as the whole of a {@code mock_response}: its status and message, OpenAI's type and code. */
final class MockError {
    private static final Map<String, ApiError> BY_NAME = Map.of(
            "litellm.RateLimitError",
            new ApiError(
                    429,
                    "litellm.RateLimitError: this is a mock rate limit error",
                    "rate_limit_error",
                    null,
                    "rate_limit_exceeded"),
            "litellm.InternalServerError",
            new ApiError(
                    500,
                    "litellm.InternalServerError: this is a mock internal server error",
                    "server_error",
                    null,
                    null),
            "litellm.ContextWindowExceededError",
            new ApiError(
                    400,
                    "litellm.ContextWindowExceededError: litellm.BadRequestError: this is a mock context window exceeded error",
                    "invalid_request_error",
                    "messages",
                    "context_length_exceeded"));

    private MockError() {}

    /** The error of that name; empty for any other text. */
    static Optional<ApiError> named(String mock) {
        return Optional.ofNullable(BY_NAME.get(mock));
    }
}
