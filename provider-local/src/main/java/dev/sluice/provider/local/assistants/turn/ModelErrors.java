package dev.sluice.provider.local.assistants.turn;

import dev.sluice.core.assistants.model.RunError;
import dev.sluice.core.assistants.model.RunErrorCode;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.json.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** What clients are told when a model fails. Nothing of an upstream's account is among it. */
public final class ModelErrors {
    /** Something failed that nobody can help. */
    public static final RunError SERVER_ERROR = new RunError(RunErrorCode.SERVER_ERROR, "Sorry, something went wrong.");

    private static final int LONGEST = 1000;

    private ModelErrors() {}

    /** An answer that is an error. */
    public static RunError of(int status, Optional<JsonNode> body) {
        Optional<JsonNode> error = body.flatMap(json -> json.get("error"));
        String message = error.flatMap(inner -> inner.get("message"))
                .flatMap(JsonNode::asText)
                .filter(text -> !text.isBlank())
                .map(text -> text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…")
                .orElse(SERVER_ERROR.message());
        if (status == 429) {
            return new RunError(RunErrorCode.RATE_LIMIT_EXCEEDED, message);
        }
        if (status == 400 || status == 422) {
            return new RunError(isFiltered(error) ? RunErrorCode.INVALID_PROMPT : RunErrorCode.SERVER_ERROR, message);
        }
        return SERVER_ERROR;
    }

    /** An error in the middle of a stream, which has no status of its own. */
    public static RunError inStream(JsonNode error) {
        String code = word(error, "code") + " " + word(error, "type");
        int status = code.contains("rate_limit") || code.contains("quota") ? 429 : code.contains("content") ? 400 : 500;
        return of(status, Optional.of(JsonNode.object().put("error", error).build()));
    }

    /** What the account of a model does not take of the resources of a run. */
    public static RunError ofAccount(Throwable failure) {
        GatewayException known = GatewayException.from(failure);
        return known.kind() == ErrorKind.UPSTREAM_INVALID || known.kind() == ErrorKind.PAYLOAD_TOO_LARGE
                ? new RunError(RunErrorCode.SERVER_ERROR, String.valueOf(known.getMessage()))
                : SERVER_ERROR;
    }

    private static boolean isFiltered(Optional<JsonNode> error) {
        String code = error.map(inner -> word(inner, "code")).orElse("");
        return code.contains("content_filter") || code.contains("content_policy") || code.contains("invalid_prompt");
    }

    private static String word(JsonNode error, String member) {
        return error.get(member).flatMap(JsonNode::asText).orElse("").toLowerCase(Locale.ROOT);
    }
}
