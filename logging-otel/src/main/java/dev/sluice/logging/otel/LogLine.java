package dev.sluice.logging.otel;

import dev.sluice.core.json.Json;
import dev.sluice.core.log.AttemptFacts;
import dev.sluice.core.log.CallContent;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.log.LogEvent.Completed;
import dev.sluice.core.log.LogEvent.Notice;
import dev.sluice.core.log.Operation;
import dev.sluice.core.log.Quantity;
import dev.sluice.core.log.RetryRefusal;
import dev.sluice.logging.otel.text.Printable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** One line of the access log. Whatever a client can choose is shortened and stripped, so no line can be forged. */
final class LogLine {
    /** Figures that are told where they are known, beside the three that everybody knows. */
    private static final List<Quantity> PARTS = Stream.of(Quantity.values())
            .filter(quantity -> quantity != Quantity.INPUT_TOKENS
                    && quantity != Quantity.OUTPUT_TOKENS
                    && quantity != Quantity.TOTAL_TOKENS)
            .toList();

    private final StringBuilder json;

    private LogLine(StringBuilder json, Instant timestamp, String event) {
        this.json = json.append('{');
        name("timestamp").append('"');
        at(timestamp);
        json.append('"');
        text("event", event);
    }

    /** Appends the line of a record, line break included. */
    static void of(LogEvent event, StringBuilder lines) {
        if (event instanceof Completed call) {
            of(call, lines);
        } else if (event instanceof Notice notice) {
            of(notice, lines);
        } else {
            throw new IllegalArgumentException(
                    "Not written: " + event.getClass().getSimpleName());
        }
    }

    /** The text is the gateway's own, and not cut. */
    private static void of(Notice notice, StringBuilder lines) {
        LogLine line = new LogLine(lines, notice.at(), "notice");
        line.text("call_id", notice.callId());
        Json.quote(line.name("message"), notice.text());
        line.end();
    }

    private static void of(Completed call, StringBuilder lines) {
        LogLine line = new LogLine(lines, call.receivedAt(), "call");
        line.text("call_id", call.callId());
        line.text("principal", call.principal());
        line.text("method", call.route().method());
        line.text("route", call.route().template());
        line.text("trace_id", call.trace().traceId());
        line.text("operation", call.route().operation().map(Operation::wire));
        line.text("model", call.model());
        line.text("deployment", call.lastAttempt().map(AttemptFacts::deployment));
        line.text("provider", call.lastAttempt().map(AttemptFacts::provider));
        line.text("response_id", call.answer().id());
        line.text("response_model", call.answer().model());
        if (!call.answer().finishReasons().isEmpty()) {
            line.text("finish_reason", String.join(",", call.answer().finishReasons()));
        }
        line.number("attempts", call.attempts().size());
        line.text("retry_refused", call.retryRefused().map(RetryRefusal::wire));
        line.number("status", call.status());
        line.text("outcome", call.outcome().name().toLowerCase(Locale.ROOT));
        line.text("error", call.error().map(kind -> kind.name().toLowerCase(Locale.ROOT)));
        line.number("request_bytes", call.requestBytes());
        line.number("response_bytes", call.responseBytes());
        line.millis("time_to_first_byte_ms", call.firstByte());
        call.answer().firstChunk().ifPresent(first -> line.millis("time_to_first_chunk_ms", first));
        line.millis("duration_ms", call.duration());
        line.number("input_tokens", call.usage().of(Quantity.INPUT_TOKENS));
        line.number("output_tokens", call.usage().of(Quantity.OUTPUT_TOKENS));
        line.number("total_tokens", call.usage().of(Quantity.TOTAL_TOKENS));
        for (Quantity part : PARTS) {
            line.number(part.wire(), call.usage().of(part));
        }
        line.text("usage", call.usage().certainty().wire());
        line.name("cost").append(call.cost().map(BigDecimal::toPlainString).orElse("null"));
        line.end();
    }

    /** Appends the line with what was said in a call, for logs that may know it. */
    static void of(CallContent content, Instant now, StringBuilder lines) {
        LogLine line = new LogLine(lines, now, "content");
        line.text("call_id", content.callId());
        Json.quote(line.name("request"), content.request());
        Json.quote(line.name("answer"), content.answer());
        if (content.cut()) {
            line.name("cut").append(true);
        }
        line.end();
    }

    /** Appends the line that accounts for records that were dropped. */
    static void dropped(Instant now, long count, StringBuilder lines) {
        LogLine line = new LogLine(lines, now, "dropped");
        line.number("dropped", count);
        line.end();
    }

    private void text(String name, Optional<String> value) {
        value.ifPresent(present -> text(name, present));
    }

    private void text(String name, String value) {
        Json.quote(name(name), Printable.of(value));
    }

    private void number(String name, OptionalLong value) {
        value.ifPresent(present -> number(name, present));
    }

    private void number(String name, long value) {
        name(name).append(value);
    }

    private void millis(String name, Duration value) {
        long micros = value.toNanos() / 1000;
        name(name).append(micros / 1000).append('.');
        padded(micros % 1000, 3);
    }

    /** As ISO 8601 has it, to the millisecond; every line has one, so no formatter is asked. */
    private void at(Instant time) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
        padded(utc.getYear(), 4);
        json.append('-');
        padded(utc.getMonthValue(), 2);
        json.append('-');
        padded(utc.getDayOfMonth(), 2);
        json.append('T');
        padded(utc.getHour(), 2);
        json.append(':');
        padded(utc.getMinute(), 2);
        json.append(':');
        padded(utc.getSecond(), 2);
        json.append('.');
        padded(utc.getNano() / 1_000_000, 3);
        json.append('Z');
    }

    private void padded(long number, int digits) {
        long least = 10;
        for (int i = 1; i < digits; i++, least *= 10) {
            if (number < least) {
                for (int missing = digits - i; missing > 0; missing--) {
                    json.append('0');
                }
                break;
            }
        }
        json.append(number);
    }

    private StringBuilder name(String name) {
        if (json.charAt(json.length() - 1) != '{') {
            json.append(',');
        }
        return json.append('"').append(name).append("\":");
    }

    private void end() {
        json.append("}\n");
    }
}
