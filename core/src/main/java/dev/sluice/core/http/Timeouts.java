package dev.sluice.core.http;

import java.time.Duration;

/**
 * How long an upstream may be silent.
 *
 * @param connect until the connection stands
 * @param firstByte from the request being sent until the head of the answer
 * @param idle between two chunks of the answer
 */
public record Timeouts(Duration connect, Duration firstByte, Duration idle) {
    /** 5 s to connect, 600 s to the first byte (reasoning models think for minutes), 600 s between bytes. */
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(600), Duration.ofSeconds(600));

    /** The same, with another limit for the first byte and for silence in between. */
    public Timeouts withRequestTimeout(Duration limit) {
        return new Timeouts(connect, limit, limit);
    }
}
