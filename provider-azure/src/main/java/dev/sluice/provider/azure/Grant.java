package dev.sluice.provider.azure;

import dev.sluice.core.secret.Secret;
import java.time.Duration;
import java.time.Instant;

/**
 * A token and its times.
 *
 * @param token the token
 * @param renewal from when on another one should be had
 * @param end from when on it must not be used
 */
record Grant(Secret token, Instant renewal, Instant end) {
    private static final Duration LONGEST_MARGIN = Duration.ofSeconds(60);

    /**
     * A token that was asked for at that moment and holds so long. It is renewed after three quarters of its life, which
     * leaves a quarter for attempts that fail, and is not used in the last minute, lest it expires under way.
     */
    static Grant of(Secret token, Instant asked, Duration life) {
        Duration margin = life.dividedBy(10);
        Instant end = asked.plus(life).minus(margin.compareTo(LONGEST_MARGIN) < 0 ? margin : LONGEST_MARGIN);
        return new Grant(token, asked.plus(life.multipliedBy(3).dividedBy(4)), end);
    }

    boolean isUsableAt(Instant now) {
        return now.isBefore(end);
    }
}
