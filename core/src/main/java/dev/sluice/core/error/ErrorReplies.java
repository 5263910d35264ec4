package dev.sluice.core.error;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The gateway's own failures as answers, in the shape that OpenAI's SDKs read. */
public final class ErrorReplies {
    private ErrorReplies() {}

    /** {@code {"error":{"message","type","param","code"}}} with the status of the failure's kind. */
    public static HttpReply of(GatewayException failure) {
        ErrorKind kind = failure.kind();
        String json = "{\"error\":{\"message\":" + Json.quote(failure.getMessage())
                + ",\"type\":" + Json.quote(kind.type())
                + ",\"param\":" + Json.quoteOrNull(failure.param())
                + ",\"code\":" + Json.quoteOrNull(failure.code()) + "}}";
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Headers.Builder headers = Headers.builder()
                .add("Content-Type", "application/json")
                .add("Content-Length", Integer.toString(body.length));
        failure.retryAfter()
                .or(() -> kind == ErrorKind.OVERLOADED ? Optional.of(Duration.ofSeconds(1)) : Optional.empty())
                .ifPresent(wait -> headers.add("Retry-After", Long.toString(wholeSeconds(wait))));
        return new HttpReply(kind.status(), headers.build(), Body.Bytes.of(body));
    }

    /** Rounded up: who comes back a moment too early is refused again. */
    private static long wholeSeconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
