package dev.sluice.testkit.fault;

import dev.sluice.core.http.Headers;
import java.util.List;

/**
 * The head of an answer, as it came.
 *
 * @param statusLine the first line, exactly
 * @param headerLines the header lines in their order and spelling, without line ends
 * @param arrivedNanos the {@link System#nanoTime()} at which the empty line was there
 */
public record RawHead(String statusLine, List<String> headerLines, long arrivedNanos) {
    /** The status. */
    public int status() {
        return Integer.parseInt(statusLine.substring(9, 12));
    }

    /** The header lines as fields. */
    public Headers headers() {
        return Framing.parse(headerLines);
    }
}
