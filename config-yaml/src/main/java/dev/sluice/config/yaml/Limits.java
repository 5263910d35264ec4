package dev.sluice.config.yaml;

import dev.sluice.core.http.Timeouts;
import java.time.Duration;
import java.util.Optional;

/**
 * How long upstreams may be silent.
 *
 * @param timeouts for every call
 * @param streamFirstByte for the first byte of a streamed answer, where it differs
 */
record Limits(Timeouts timeouts, Optional<Duration> streamFirstByte) {
    static final Limits DEFAULT = new Limits(Timeouts.DEFAULT, Optional.empty());

    /** The limits of the whole configuration: {@code router_settings} outrank {@code litellm_settings}. */
    static Limits general(Section litellm, Section router) {
        return DEFAULT.withRequestTimeout(litellm, "request_timeout").with(router);
    }

    /** These limits, but for what the section says of its own. */
    Limits with(Section section) {
        Limits limits = withRequestTimeout(section, "timeout");
        Optional<Duration> stream = seconds(section, "stream_timeout");
        return stream.isPresent() ? new Limits(limits.timeouts, stream) : limits;
    }

    private Limits withRequestTimeout(Section section, String key) {
        return seconds(section, key)
                .map(limit -> new Limits(timeouts.withRequestTimeout(limit), streamFirstByte))
                .orElse(this);
    }

    private static Optional<Duration> seconds(Section section, String key) {
        return section.number(key, Range.TIMEOUT).map(Limits::duration);
    }

    /** A time that is written in seconds, which may have a fraction. */
    static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
