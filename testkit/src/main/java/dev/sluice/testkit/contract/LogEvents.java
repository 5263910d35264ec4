package dev.sluice.testkit.contract;

import dev.sluice.core.http.Origin;
import dev.sluice.core.log.AnswerFacts;
import dev.sluice.core.log.AttemptFacts;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.log.Outcome;
import dev.sluice.core.log.Route;
import dev.sluice.core.log.Usage;
import dev.sluice.core.trace.TraceContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Events with plausible contents. */
final class LogEvents {
    private static final TraceContext TRACE = new TraceContext(1, 2, 3, 0, (byte) 0, "");

    private LogEvents() {}

    static LogEvent attempted(String callId) {
        return new LogEvent.Attempted(callId, attempt(1, 429));
    }

    static LogEvent completed(String callId) {
        return new LogEvent.Completed(
                callId,
                TRACE,
                Instant.parse("2026-11-22T10:15:30Z"),
                Route.of("POST", "/v1/chat/completions"),
                "master",
                Optional.of("gpt-4o"),
                false,
                List.of(attempt(1, 429), attempt(2, 200)),
                200,
                512,
                2048,
                Duration.ofMillis(40),
                Duration.ofMillis(900),
                AnswerFacts.NONE,
                Usage.ofTokens(10, 20, 30),
                Optional.of(new BigDecimal("0.00022")),
                Outcome.COMPLETED,
                Optional.empty(),
                Optional.empty());
    }

    private static AttemptFacts attempt(int number, int status) {
        return new AttemptFacts(
                number,
                TRACE.child(number),
                "gpt-4o-a",
                "gpt-4o",
                "openai",
                Optional.of(new Origin(true, "api.openai.com", 443)),
                "gpt-4o",
                status,
                Optional.empty(),
                Duration.ZERO,
                Duration.ofMillis(12));
    }
}
