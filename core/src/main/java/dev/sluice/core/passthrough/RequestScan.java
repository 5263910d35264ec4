package dev.sluice.core.passthrough;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.json.JsonText;
import dev.sluice.core.json.MemberScanner;
import dev.sluice.core.json.ModelField;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a JSON request what the gateway must know: which model, and whether the answer is to be streamed. A body
 * that is not JSON is none of its business.
 */
final class RequestScan {
    private static final List<String> PATHS = List.of("model", "stream");
    private static final String JSON = "application/json";
    private static final String NULL = "null";
    private static final int MODEL = 0;
    private static final int LONGEST_MODEL = 1024;

    private final @Nullable MemberScanner scanner;
    private @Nullable ModelField model;
    private boolean modelSeen;
    private boolean streamed;
    private @Nullable String problem;

    RequestScan(Headers headers) {
        String type = headers.first("Content-Type").orElse(JSON).toLowerCase(Locale.ROOT);
        String mediaType = type.split(";", 2)[0].strip();
        boolean readable = headers.first("Content-Encoding").isEmpty();
        scanner = readable && (mediaType.equals(JSON) || mediaType.endsWith("+json"))
                ? new MemberScanner(PATHS, LONGEST_MODEL, this::member)
                : null;
    }

    void feed(ByteBuffer slice) {
        if (scanner != null) {
            scanner.feed(slice);
        }
    }

    private void member(int path, long start, long end, @Nullable ByteBuffer value) {
        if (path != MODEL) {
            streamed = value != null
                    && StandardCharsets.US_ASCII.decode(value).toString().equals("true");
            return;
        }
        Optional<String> name = value == null ? Optional.empty() : JsonText.string(value);
        boolean again = modelSeen;
        modelSeen = true;
        if (again) {
            problem = "The body has more than one 'model'. Send it once.";
        } else if (value != null && value.remaining() == NULL.length() && value.get(value.position()) == 'n') {
            return; // The same as no model: so OpenAI describes runs and images.
        } else if (name.isEmpty()) {
            problem = "'model' must be a string of at most " + LONGEST_MODEL + " bytes.";
        } else {
            model = new ModelField(name.get(), start, end);
        }
    }

    /** Why the body is refused, as far as it was read: two readers could understand it differently. */
    Optional<GatewayException> refusal() {
        return Optional.ofNullable(problem)
                .map(message -> new GatewayException(ErrorKind.INVALID_REQUEST, Reach.NOT_SENT, message, "model"));
    }

    /** What was found in a body that is whole or the beginning of one. */
    RequestBody result(Body body, long reserved, boolean tooLarge) {
        if (refusal().isPresent()) {
            throw refusal().get();
        }
        boolean undecided = scanner != null && model == null && !scanner.isComplete() && body instanceof Body.Stream;
        return new RequestBody(body, reserved, Optional.ofNullable(model), streamed, undecided, tooLarge);
    }
}
