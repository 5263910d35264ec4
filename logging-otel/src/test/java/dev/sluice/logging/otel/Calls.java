package dev.sluice.logging.otel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.codec.jsonb.JsonbCodec;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.http.Origin;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.log.AnswerFacts;
import dev.sluice.core.log.AttemptFacts;
import dev.sluice.core.log.CallContent;
import dev.sluice.core.log.LogEvent.Completed;
import dev.sluice.core.log.LogEvent.Notice;
import dev.sluice.core.log.Outcome;
import dev.sluice.core.log.Quantity;
import dev.sluice.core.log.RetryRefusal;
import dev.sluice.core.log.Route;
import dev.sluice.core.log.Usage;
import dev.sluice.core.log.Usage.Certainty;
import dev.sluice.core.trace.TraceContext;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Calls to be logged. */
final class Calls {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:15:31Z"), ZoneOffset.UTC);
    private static final JsonbCodec JSON = new JsonbCodec();

    private static final TraceContext TRACE =
            new TraceContext(0x4bf92f3577b34da6L, 0xa3ce929d0e0e4736L, 0x00f067aa0ba902b7L, 0, (byte) 1, "");

    private static final String ID = "9b2f6c1e-1c55-4f0a-9f0e-6c1f3f1f7a10";
    private static final AnswerFacts ANSWER = new AnswerFacts(
            Optional.of("chatcmpl-1"),
            Optional.of("gpt-4o-2024-08-06"),
            List.of("stop"),
            Optional.empty(),
            Optional.empty(),
            0);

    private Calls() {}

    /** The call of the example in the documentation. */
    static Completed example() {
        Usage usage = Usage.exactly()
                .set(Quantity.INPUT_TOKENS, 57)
                .set(Quantity.OUTPUT_TOKENS, 133)
                .set(Quantity.TOTAL_TOKENS, 190)
                .set(Quantity.CACHED_INPUT_TOKENS, 7)
                .build();
        return completed(
                ID,
                Optional.of("gpt-4o"),
                usage,
                Optional.empty(),
                Duration.ofNanos(1_840_002_000),
                ANSWER,
                Optional.empty());
    }

    /** A call of which everything is known that can be, though never of one call. */
    static Completed withEverything() {
        Usage.Builder usage = Usage.exactly();
        for (Quantity quantity : Quantity.values()) {
            usage.set(quantity, 1);
        }
        return completed(
                ID,
                Optional.of("gpt-4o"),
                usage.build(),
                Optional.of(ErrorKind.UPSTREAM_CLOSED),
                Duration.ZERO,
                ANSWER.firstChunkAt(Duration.ofMillis(3)),
                Optional.of(RetryRefusal.MAY_HAVE_BEGUN));
    }

    /** What was said in the call of the example. */
    static CallContent said(boolean cut) {
        return new CallContent(ID, "{\"model\":\"gpt-4o\"}", "{}", cut);
    }

    /** The notice of the example in the documentation. */
    static Notice notice() {
        return new Notice(ID, CLOCK.instant(), "Write this instead of that.");
    }

    static Completed withId(String id) {
        return completed(id, Optional.empty(), Usage.UNKNOWN, Optional.empty());
    }

    static Completed withModel(String model) {
        return completed("id", Optional.of(model), Usage.UNKNOWN, Optional.empty());
    }

    static Completed withError(ErrorKind error) {
        return completed("id", Optional.of("m"), Usage.UNKNOWN, Optional.of(error));
    }

    static Completed withDuration(Duration duration) {
        return completed("id", Optional.empty(), Usage.UNKNOWN, Optional.empty(), duration);
    }

    private static Completed completed(String id, Optional<String> model, Usage usage, Optional<ErrorKind> error) {
        return completed(id, model, usage, error, Duration.ofNanos(1_840_002_000));
    }

    private static Completed completed(
            String id, Optional<String> model, Usage usage, Optional<ErrorKind> error, Duration duration) {
        return completed(id, model, usage, error, duration, AnswerFacts.NONE, Optional.empty());
    }

    private static Completed completed(
            String id,
            Optional<String> model,
            Usage usage,
            Optional<ErrorKind> error,
            Duration duration,
            AnswerFacts answer,
            Optional<RetryRefusal> refused) {
        return new Completed(
                id,
                TRACE,
                Instant.parse("2026-11-22T10:15:30.123456Z"),
                Route.of("POST", "/v1/chat/completions"),
                "master",
                model,
                false,
                model.isPresent() ? List.of(attempt(1, 429), attempt(2, 200)) : List.of(),
                200,
                412,
                1893,
                Duration.ofNanos(312_457_999),
                duration,
                answer,
                usage,
                usage.certainty() == Certainty.EXACT ? Optional.of(new BigDecimal("0.00146375")) : Optional.empty(),
                Outcome.COMPLETED,
                error,
                refused);
    }

    static AttemptFacts attempt(int number, int status) {
        return new AttemptFacts(
                number,
                TRACE.child(number),
                "gpt-4o-1",
                "gpt-4o",
                "openai",
                Optional.of(new Origin(true, "api.openai.com", 443)),
                "gpt-4o",
                status,
                Optional.empty(),
                Duration.ZERO,
                Duration.ofMillis(12));
    }

    static JsonNode parse(String line) {
        return JSON.parse(line.getBytes(UTF_8));
    }
}
