package dev.sluice.testkit.otlp;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * A span as it was exported.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 * @param parentId 16 hexadecimal digits; empty where it has none
 * @param state {@code tracestate}
 * @param name its name
 * @param kind 1 internal, 2 server, 3 client
 * @param start nanoseconds since 1970
 * @param end nanoseconds since 1970
 * @param attributes text, {@link Long}, {@link Double}, {@link Boolean}, or a list of them
 * @param status 0 unset, 1 ok, 2 error
 * @param statusMessage what is said of an error
 */
public record OtlpSpan(
        String traceId,
        String spanId,
        String parentId,
        String state,
        String name,
        int kind,
        long start,
        long end,
        Map<String, Object> attributes,
        int status,
        String statusMessage) {
    public OtlpSpan {
        attributes = Map.copyOf(attributes);
    }

    /** The spans of a request to export traces, of protobuf. */
    public static List<OtlpSpan> of(byte[] request) {
        return OtlpDecoder.spans(ByteBuffer.wrap(request));
    }
}
