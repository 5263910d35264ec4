package dev.sluice.testkit.contract;

import dev.sluice.core.log.LogEvent;
import dev.sluice.core.log.Outcome;
import dev.sluice.core.log.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Events with plausible contents. */
final class LogEvents {
    private LogEvents() {}

    static LogEvent attempted(String callId) {
        return new LogEvent.Attempted(callId, 1, "gpt-4o-a", "openai", 429, Optional.empty(), Duration.ofMillis(12));
    }

    static LogEvent completed(String callId) {
        return new LogEvent.Completed(
                callId,
                Instant.parse("2026-11-22T10:15:30Z"),
                "POST",
                "/v1/chat/completions",
                "master",
                Optional.of("gpt-4o"),
                Optional.of("gpt-4o-a"),
                Optional.of("openai"),
                2,
                200,
                512,
                2048,
                Duration.ofMillis(40),
                Duration.ofMillis(900),
                Optional.of(new Usage(OptionalLong.of(10), OptionalLong.of(20), OptionalLong.of(30))),
                Outcome.COMPLETED,
                Optional.empty());
    }
}
