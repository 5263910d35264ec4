package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import org.jspecify.annotations.Nullable;

/** A refusal in OpenAI's shape. Thrown by resources, answered by {@link FakeApi}. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final @Nullable String param;
    private final @Nullable String code;

    ApiException(int status, String message, @Nullable String param, @Nullable String code) {
        super(message, null, false, false);
        this.status = status;
        this.param = param;
        this.code = code;
    }

    static ApiException badRequest(String message, @Nullable String param, @Nullable String code) {
        return new ApiException(400, message, param, code);
    }

    static ApiException notFound(String message) {
        return new ApiException(404, message, null, null);
    }

    static ApiException missing(String param) {
        return badRequest("Missing required parameter: '" + param + "'.", param, "missing_required_parameter");
    }

    Reply.Json reply() {
        return new Reply.Json(
                status,
                JsonNode.object()
                        .put(
                                "error",
                                JsonNode.object()
                                        .put("message", String.valueOf(getMessage()))
                                        .put("type", "invalid_request_error")
                                        .put("param", Nodes.orNull(param))
                                        .put("code", Nodes.orNull(code))
                                        .build())
                        .build());
    }
}
