package dev.sluice.testkit.fake;

import dev.sluice.core.http.Headers;
import dev.sluice.core.json.Json;
import java.nio.charset.StandardCharsets;

/**
 * An answer that a test has written.
 *
 * @param status the status
 * @param headers the headers, sent besides those that every answer has
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent") // held between being queued and being sent, never compared
public record CannedReply(int status, Headers headers, byte[] body) {
    /** A JSON body. */
    public static CannedReply json(int status, String body, String... namesAndValues) {
        Headers headers = Headers.of(namesAndValues).toBuilder()
                .addIfAbsent("Content-Type", "application/json")
                .build();
        return new CannedReply(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** An error in OpenAI's shape. */
    public static CannedReply error(int status, String type, String message, String... namesAndValues) {
        return json(
                status,
                "{\"error\":{\"message\":" + Json.quote(message) + ",\"type\":" + Json.quote(type)
                        + ",\"param\":null,\"code\":null}}",
                namesAndValues);
    }
}
