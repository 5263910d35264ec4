package dev.sluice.testkit.otlp;

import java.util.List;
import java.util.Map;

/**
 * A point of a metric as it was exported.
 *
 * @param metric the name
 * @param unit the unit
 * @param type {@code counter}, {@code up-down-counter}, {@code gauge} or {@code histogram}
 * @param attributes text, {@link Long}, {@link Double}, {@link Boolean}
 * @param value the value; of histograms, the sum
 * @param count how many values a histogram counted
 * @param bounds where a histogram's buckets end
 */
public record OtlpPoint(
        String metric,
        String unit,
        String type,
        Map<String, Object> attributes,
        double value,
        long count,
        List<Double> bounds) {
    public OtlpPoint {
        attributes = Map.copyOf(attributes);
        bounds = List.copyOf(bounds);
    }
}
