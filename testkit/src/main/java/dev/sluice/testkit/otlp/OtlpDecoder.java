package dev.sluice.testkit.otlp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the three requests of OTLP 1; the numbers are those of its protobuf files. */
final class OtlpDecoder {
    private OtlpDecoder() {}

    /** What the resource of each batch says. */
    static List<Map<String, Object>> resources(ByteBuffer request) {
        return Proto.parse(request).messages(1).stream()
                .map(batch -> attributes(batch.message(1), 1))
                .toList();
    }

    static List<OtlpSpan> spans(ByteBuffer request) {
        return leaves(request).stream()
                .map(span -> new OtlpSpan(
                        span.hex(1),
                        span.hex(2),
                        span.hex(4),
                        span.text(3),
                        span.text(5),
                        (int) span.number(6),
                        span.number(7),
                        span.number(8),
                        attributes(span, 9),
                        (int) span.message(15).number(3),
                        span.message(15).text(2)))
                .toList();
    }

    static List<OtlpLog> logs(ByteBuffer request) {
        return leaves(request).stream()
                .map(log -> new OtlpLog(
                        log.text(12),
                        (int) log.number(2),
                        String.valueOf(value(log.message(5))),
                        log.hex(9),
                        log.hex(10),
                        attributes(log, 6)))
                .toList();
    }

    static List<OtlpPoint> points(ByteBuffer request) {
        List<OtlpPoint> points = new ArrayList<>();
        for (Proto metric : leaves(request)) {
            metric.message(5).messages(1).forEach(point -> points.add(number(metric, "gauge", point)));
            String sum = metric.message(7).number(3) != 0 ? "counter" : "up-down-counter";
            metric.message(7).messages(1).forEach(point -> points.add(number(metric, sum, point)));
            metric.message(9).messages(1).forEach(point -> points.add(histogram(metric, point)));
        }
        return points;
    }

    /** Resource, scope, and then what was exported. */
    private static List<Proto> leaves(ByteBuffer request) {
        return Proto.parse(request).messages(1).stream()
                .flatMap(batch -> batch.messages(2).stream())
                .flatMap(scope -> scope.messages(2).stream())
                .toList();
    }

    private static OtlpPoint number(Proto metric, String type, Proto point) {
        double value = point.has(4) ? point.fraction(4) : point.number(6);
        return new OtlpPoint(metric.text(1), metric.text(3), type, attributes(point, 7), value, 0, List.of());
    }

    private static OtlpPoint histogram(Proto metric, Proto point) {
        return new OtlpPoint(
                metric.text(1),
                metric.text(3),
                "histogram",
                attributes(point, 9),
                point.fraction(5),
                point.number(4),
                point.packed(7).stream().map(Double::longBitsToDouble).toList());
    }

    private static Map<String, Object> attributes(Proto message, int field) {
        Map<String, Object> attributes = new TreeMap<>();
        message.messages(field).forEach(pair -> attributes.put(pair.text(1), value(pair.message(2))));
        return attributes;
    }

    private static Object value(Proto any) {
        if (any.has(2)) {
            return any.number(2) != 0;
        }
        if (any.has(3)) {
            return any.number(3);
        }
        if (any.has(4)) {
            return any.fraction(4);
        }
        if (any.has(5)) {
            return any.message(5).messages(1).stream().map(OtlpDecoder::value).toList();
        }
        return any.text(1);
    }
}
