package dev.sluice.testkit.otlp;

import java.util.Map;

/**
 * A log record as it was exported.
 *
 * @param event the name of the event
 * @param severity 9 info, 13 warning, 17 error
 * @param body the text
 * @param traceId 32 hexadecimal digits; empty where it is in no trace
 * @param spanId 16 hexadecimal digits
 * @param attributes text, {@link Long}, {@link Double}, {@link Boolean}, or a list of them
 */
public record OtlpLog(
        String event, int severity, String body, String traceId, String spanId, Map<String, Object> attributes) {
    public OtlpLog {
        attributes = Map.copyOf(attributes);
    }
}
