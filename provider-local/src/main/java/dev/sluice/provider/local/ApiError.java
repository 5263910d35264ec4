package dev.sluice.provider.local;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.spi.ProviderRequest;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * An error in OpenAI's shape.
 *
 * @param status the HTTP status
 * @param message what clients read
 * @param type {@code error.type}
 * @param param the parameter it is about
 * @param code {@code error.code}
 */
record ApiError(
        int status,
        String message,
        String type,
        @Nullable String param,
        @Nullable String code) {
    private static final String INVALID = "invalid_request_error";

    /** The most characters of a client's own text that an error repeats. */
    private static final int ECHO = 128;

    /** An invalid request, about one parameter. */
    static ApiError invalid(String message, @Nullable String param, @Nullable String code) {
        return new ApiError(400, message, INVALID, param, code);
    }

    /** A path that the provider does not serve. */
    static ApiError unknownUrl(ProviderRequest request, Collection<String> served) {
        return new ApiError(
                404,
                "Invalid URL (" + echo(request.method()) + " " + echo(request.path())
                        + "). The local provider serves POST /v1" + String.join(", /v1", served) + ".",
                INVALID,
                null,
                null);
    }

    /** A path that the provider serves by another method. */
    static ApiError methodNotAllowed(ProviderRequest request) {
        return new ApiError(
                405,
                "Not allowed to " + echo(request.method()) + " on " + echo(request.path())
                        + ". (HINT: Perhaps you meant to use a different HTTP method?)",
                INVALID,
                null,
                "method_not_supported");
    }

    /** The beginning of a client's own text. */
    static String echo(String text) {
        return text.length() <= ECHO ? text : text.substring(0, ECHO) + "…";
    }

    JsonNode toJson() {
        return JsonNode.object()
                .put(
                        "error",
                        JsonNode.object()
                                .put("message", message)
                                .put("type", type)
                                .put("param", textOrNull(param))
                                .put("code", textOrNull(code))
                                .build())
                .build();
    }

    private static JsonNode textOrNull(@Nullable String text) {
        return text == null ? JsonNode.NullNode.NULL : JsonNode.of(text);
    }
}
