package dev.sluice.logging.otel;

import dev.sluice.core.json.Json;
import dev.sluice.core.log.AttemptFacts;
import dev.sluice.core.log.LogEvent.Completed;
import dev.sluice.core.log.Quantity;
import dev.sluice.logging.otel.text.Printable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** One line of the access log. Whatever a client can choose is shortened and stripped, so no line can be forged. */
final class LogLine {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final StringBuilder json = new StringBuilder(512);

    private LogLine(Instant timestamp, String event) {
        json.append('{');
        text("timestamp", TIMESTAMP.format(timestamp));
        text("event", event);
    }

    /** The line of a call, line break included. */
    static byte[] of(Completed call) {
        LogLine line = new LogLine(call.receivedAt(), "call");
        line.text("call_id", call.callId());
        line.text("principal", call.principal());
        line.text("method", call.route().method());
        line.text("route", call.route().template());
        line.text("model", call.model());
        line.text("deployment", call.lastAttempt().map(AttemptFacts::deployment));
        line.text("provider", call.lastAttempt().map(AttemptFacts::provider));
        line.number("attempts", call.attempts().size());
        line.number("status", call.status());
        line.text("outcome", call.outcome().name().toLowerCase(Locale.ROOT));
        line.text("error", call.error().map(kind -> kind.name().toLowerCase(Locale.ROOT)));
        line.number("request_bytes", call.requestBytes());
        line.number("response_bytes", call.responseBytes());
        line.millis("time_to_first_byte_ms", call.firstByte());
        line.millis("duration_ms", call.duration());
        line.number("input_tokens", call.usage().of(Quantity.INPUT_TOKENS));
        line.number("output_tokens", call.usage().of(Quantity.OUTPUT_TOKENS));
        line.number("total_tokens", call.usage().of(Quantity.TOTAL_TOKENS));
        return line.end();
    }

    /** The line that accounts for records that were dropped. */
    static byte[] dropped(Instant now, long count) {
        LogLine line = new LogLine(now, "dropped");
        line.number("dropped", count);
        return line.end();
    }

    private void text(String name, Optional<String> value) {
        value.ifPresent(present -> text(name, present));
    }

    private void text(String name, String value) {
        name(name).append(Json.quote(Printable.of(value)));
    }

    private void number(String name, OptionalLong value) {
        value.ifPresent(present -> number(name, present));
    }

    private void number(String name, long value) {
        name(name).append(value);
    }

    private void millis(String name, Duration value) {
        long micros = value.toNanos() / 1000;
        name(name).append(BigDecimal.valueOf(micros, 3).toPlainString());
    }

    private StringBuilder name(String name) {
        return json.append(json.length() == 1 ? "" : ",")
                .append('"')
                .append(name)
                .append("\":");
    }

    private byte[] end() {
        return json.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
