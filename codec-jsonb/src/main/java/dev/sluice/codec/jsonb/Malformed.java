package dev.sluice.codec.jsonb;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import jakarta.json.stream.JsonParsingException;

/** What a client is told of JSON that cannot be read: where, and never what, since the content may be a prompt. */
final class Malformed {
    private Malformed() {}

    /** The failure behind what the parser threw. */
    static GatewayException in(String text, JsonParsingException failure) {
        String problem = failure instanceof RefusedJsonException refused ? refused.problem() : "not valid JSON";
        return at(text, failure.getLocation().getStreamOffset(), problem);
    }

    /** The failure at an offset; Parsson's own lines and columns run past the text where it ends too early. */
    static GatewayException at(String text, long offset, String problem) {
        int end = (int) Math.max(0, Math.min(offset, text.length()));
        String before = text.substring(0, end);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = end - before.lastIndexOf('\n');
        return GatewayException.notSent(
                ErrorKind.INVALID_REQUEST,
                "We could not parse the JSON body of your request: line " + line + ", column " + column + ": " + problem
                        + ".");
    }
}
