package dev.sluice.logging.otel.scrape;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Writes metrics as text, in Prometheus's own format or in that of OpenMetrics. */
final class Exposition {
    private final boolean openMetrics;
    private final StringBuilder text = new StringBuilder(16 << 10);

    private Exposition(boolean openMetrics) {
        this.openMetrics = openMetrics;
    }

    static String of(Collection<MetricData> metrics, boolean openMetrics) {
        Exposition exposition = new Exposition(openMetrics);
        metrics.stream().sorted(Comparator.comparing(MetricData::getName)).forEach(exposition::family);
        if (openMetrics) {
            exposition.text.append("# EOF\n");
        }
        return exposition.text.toString();
    }

    private void family(MetricData metric) {
        boolean counter = isCounter(metric);
        boolean histogram = metric.getType() == MetricDataType.HISTOGRAM;
        boolean gauge =
                metric.getType() == MetricDataType.LONG_GAUGE || metric.getType() == MetricDataType.DOUBLE_GAUGE;
        String family = PrometheusName.family(metric.getName(), metric.getUnit(), gauge);
        String sample = counter ? family + "_total" : family;
        String named = openMetrics ? family : sample;
        text.append("# HELP ").append(named).append(' ');
        escaped(metric.getDescription(), false);
        text.append("\n# TYPE ").append(named).append(counter ? " counter\n" : histogram ? " histogram\n" : " gauge\n");
        String unit = PrometheusName.unit(metric.getUnit(), gauge);
        if (openMetrics && !unit.isEmpty()) {
            text.append("# UNIT ").append(named).append(' ').append(unit).append('\n');
        }
        switch (metric.getType()) {
            case LONG_SUM -> metric.getLongSumData().getPoints().forEach(point -> sample(sample, point));
            case LONG_GAUGE -> metric.getLongGaugeData().getPoints().forEach(point -> sample(sample, point));
            case DOUBLE_SUM -> metric.getDoubleSumData().getPoints().forEach(point -> sample(sample, point));
            case DOUBLE_GAUGE -> metric.getDoubleGaugeData().getPoints().forEach(point -> sample(sample, point));
            case HISTOGRAM -> metric.getHistogramData().getPoints().forEach(point -> histogram(family, point));
            default -> throw new IllegalStateException(metric.getName() + " is " + metric.getType());
        }
    }

    private static boolean isCounter(MetricData metric) {
        return switch (metric.getType()) {
            case LONG_SUM -> metric.getLongSumData().isMonotonic();
            case DOUBLE_SUM -> metric.getDoubleSumData().isMonotonic();
            default -> false;
        };
    }

    private void sample(String name, LongPointData point) {
        line(name, point.getAttributes(), "");
        text.append(point.getValue()).append('\n');
    }

    private void sample(String name, DoublePointData point) {
        line(name, point.getAttributes(), "");
        text.append(number(point.getValue())).append('\n');
    }

    private void histogram(String family, HistogramPointData point) {
        List<Double> bounds = point.getBoundaries();
        long below = 0;
        for (int i = 0; i < bounds.size(); i++) {
            below += point.getCounts().get(i);
            line(family + "_bucket", point.getAttributes(), number(bounds.get(i)));
            text.append(below).append('\n');
        }
        line(family + "_bucket", point.getAttributes(), "+Inf");
        text.append(point.getCount()).append('\n');
        line(family + "_sum", point.getAttributes(), "");
        text.append(number(point.getSum())).append('\n');
        line(family + "_count", point.getAttributes(), "");
        text.append(point.getCount()).append('\n');
    }

    /** The name and the labels of a sample, and the blank before its value. */
    private void line(String name, Attributes attributes, String bound) {
        text.append(name);
        int start = text.length();
        attributes.forEach((key, value) -> label(start, PrometheusName.plain(key.getKey()), String.valueOf(value)));
        if (!bound.isEmpty()) {
            label(start, "le", bound);
        }
        text.append(text.length() > start ? "} " : " ");
    }

    private void label(int start, String name, String value) {
        text.append(text.length() == start ? '{' : ',').append(name).append("=\"");
        escaped(value, true);
        text.append('"');
    }

    private void escaped(String value, boolean quotes) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '"' -> text.append(quotes ? "\\\"" : "\"");
                default -> text.append(c);
            }
        }
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return BigDecimal.valueOf(value).toPlainString();
    }
}
