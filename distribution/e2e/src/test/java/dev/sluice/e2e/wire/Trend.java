package dev.sluice.e2e.wire;

import java.util.ArrayList;
import java.util.List;

/** A figure that is looked at again and again, and whether it grows. */
final class Trend {
    private final String name;
    private final List<double[]> samples = new ArrayList<>();

    Trend(String name) {
        this.name = name;
    }

    /** What was seen at a time, in seconds. */
    void add(double seconds, long value) {
        samples.add(new double[] {seconds, (double) value});
    }

    /** By how much the figure grew in the second half of the samples, as the line says that lies closest to them. */
    double growth() {
        List<double[]> half = samples.subList(samples.size() / 2, samples.size());
        double time = half.stream().mapToDouble(sample -> sample[0]).average().orElse(0);
        double mean = half.stream().mapToDouble(sample -> sample[1]).average().orElse(0);
        double covariance = half.stream()
                .mapToDouble(sample -> (sample[0] - time) * (sample[1] - mean))
                .sum();
        double variance = half.stream()
                .mapToDouble(sample -> (sample[0] - time) * (sample[0] - time))
                .sum();
        return variance == 0 ? 0 : covariance / variance * (half.get(half.size() - 1)[0] - half.get(0)[0]);
    }

    @Override
    public String toString() {
        double first = samples.isEmpty() ? 0 : samples.get(samples.size() / 2)[1];
        double last = samples.isEmpty() ? 0 : samples.get(samples.size() - 1)[1];
        double most = samples.stream().mapToDouble(sample -> sample[1]).max().orElse(0);
        return "%s: %.0f at half time, %.0f at the end, %.0f at most, growth by the line %.1f"
                .formatted(name, first, last, most, growth());
    }
}
