package dev.sluice.logging.otel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.codec.jsonb.JsonbCodec;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.log.LogEvent.Completed;
import dev.sluice.core.log.LogEvent.Notice;
import dev.sluice.core.log.Outcome;
import dev.sluice.core.log.Usage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/** Calls to be logged. */
final class Calls {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:15:31Z"), ZoneOffset.UTC);
    private static final JsonbCodec JSON = new JsonbCodec();

    private Calls() {}

    /** The call of the example in the documentation. */
    static Completed example() {
        return completed(
                "9b2f6c1e-1c55-4f0a-9f0e-6c1f3f1f7a10",
                Optional.of("gpt-4o"),
                Optional.of(new Usage(OptionalLong.of(57), OptionalLong.of(133), OptionalLong.of(190))),
                Optional.empty());
    }

    /** The notice of the example in the documentation. */
    static Notice notice() {
        return new Notice("9b2f6c1e-1c55-4f0a-9f0e-6c1f3f1f7a10", CLOCK.instant(), "Write this instead of that.");
    }

    static Completed withId(String id) {
        return completed(id, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Completed withModel(String model) {
        return completed("id", Optional.of(model), Optional.empty(), Optional.empty());
    }

    static Completed withError(ErrorKind error) {
        return completed("id", Optional.of("m"), Optional.empty(), Optional.of(error));
    }

    static Completed withDuration(Duration duration) {
        return completed("id", Optional.empty(), Optional.empty(), Optional.empty(), duration);
    }

    private static Completed completed(
            String id, Optional<String> model, Optional<Usage> usage, Optional<ErrorKind> error) {
        return completed(id, model, usage, error, Duration.ofNanos(1_840_002_000));
    }

    private static Completed completed(
            String id, Optional<String> model, Optional<Usage> usage, Optional<ErrorKind> error, Duration duration) {
        return new Completed(
                id,
                Instant.parse("2026-11-22T10:15:30.123456Z"),
                "POST",
                "/v1/chat/completions",
                "master",
                model,
                model.map(name -> name + "-1"),
                model.map(name -> "openai"),
                2,
                200,
                412,
                1893,
                Duration.ofNanos(312_457_999),
                duration,
                usage,
                Outcome.COMPLETED,
                error);
    }

    static JsonNode parse(String line) {
        return JSON.parse(line.getBytes(UTF_8));
    }
}
