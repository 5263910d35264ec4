package dev.sluice.core.attempt;

import dev.sluice.core.json.MemberScanner;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/**
 * What an upstream's error says, as far as it decides where a call goes. The message is looked into, never kept.
 *
 * @param code {@code error.code}, or {@code code}; empty where there is none
 * @param hint a known phrase of the message; empty where there is none
 */
public record ErrorBody(String code, String hint) {
    /** An error of which nothing was read. */
    public static final ErrorBody UNREAD = new ErrorBody("", "");

    private static final MemberScanner.Paths PATHS = MemberScanner.Paths.of(
            List.of("error.code", "error.message", "error.innererror.code", "code", "error.type"));
    private static final int MESSAGE = 1;
    private static final int LONGEST = 4096;
    private static final List<String> PHRASES =
            List.of("maximum context length", "context window", "content management policy", "content policy");

    private static final Set<String> CONTEXT =
            Set.of("context_length_exceeded", "maximum context length", "context window");
    private static final Set<String> CONTENT = Set.of(
            "content_policy_violation",
            "content_filter",
            "ResponsibleAIPolicyViolation",
            "content management policy",
            "content policy");
    private static final Set<String> GONE = Set.of("model_not_found", "DeploymentNotFound");

    /** A known path is never answered so, whatever ids are in it: those messages begin with "No ... found". */
    private static final String UNKNOWN_URL = "Invalid URL (";

    private static final String NO_RESOURCE = "Resource not found";
    private static final String ENDED = "Assistants API";

    /** Reads an error body. */
    public static ErrorBody of(List<ByteBuffer> slices) {
        String[] found = {"", ""};
        MemberScanner scanner = scanner(found);
        slices.forEach(scanner::feed);
        return new ErrorBody(found[0], found[1]);
    }

    static MemberScanner scanner(String[] found) {
        return new MemberScanner(PATHS, LONGEST, (path, start, end, value) -> {
            String text = value == null ? "" : value.string().orElse("");
            if (path == MESSAGE) {
                found[1] = PHRASES.stream().filter(text::contains).findFirst().orElseGet(() -> endOfApi(text));
            } else if (found[0].isEmpty()) {
                found[0] = text;
            }
        });
    }

    private static String endOfApi(String message) {
        if (message.startsWith(UNKNOWN_URL)) {
            return UNKNOWN_URL;
        }
        if (message.equals(NO_RESOURCE)) {
            return NO_RESOURCE;
        }
        return message.startsWith("The " + ENDED) || message.startsWith(ENDED) ? ENDED : "";
    }

    /**
     * Whether a 404 says that there is no such API, rather than no such object: OpenAI's words for a URL it does not have,
     * Azure's, or a sentence on the Assistants API itself.
     */
    public boolean isApiGone() {
        return hint.equals(UNKNOWN_URL) || hint.equals(NO_RESOURCE) || hint.equals(ENDED);
    }

    boolean isContextWindow() {
        return CONTEXT.contains(code) || CONTEXT.contains(hint);
    }

    boolean isContentPolicy() {
        return CONTENT.contains(code) || CONTENT.contains(hint);
    }

    boolean isModelGone() {
        return GONE.contains(code);
    }

    boolean isRateLimit() {
        return code.contains("rate_limit") || code.equals("insufficient_quota") || code.equals("429");
    }
}
