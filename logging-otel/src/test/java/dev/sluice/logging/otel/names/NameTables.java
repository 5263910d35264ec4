package dev.sluice.logging.otel.names;

import dev.sluice.logging.otel.scrape.PrometheusName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of names as Markdown, and where they stand in {@code docs/observability.md}. */
final class NameTables {
    private static final String END = "<!-- end -->";

    private NameTables() {}

    /** Rewrites the tables of the file that is named; what is between them stays. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Files.writeString(file, rewritten(Files.readString(file)));
    }

    /** The document with the tables as they have to be. */
    static String rewritten(String document) {
        String result = document;
        for (Map.Entry<String, String> table : tables().entrySet()) {
            String marker = "<!-- " + table.getKey() + " -->\n";
            int begin = result.indexOf(marker) + marker.length();
            if (begin < marker.length()) {
                throw new IllegalArgumentException("No place for the table: " + marker);
            }
            result = result.substring(0, begin) + table.getValue() + result.substring(result.indexOf(END, begin));
        }
        return result;
    }

    private static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        for (SpanShape shape : SpanShape.values()) {
            tables.put("span " + shape.name().toLowerCase(Locale.ROOT), span(shape));
        }
        tables.put("metrics", metrics());
        tables.put("log record", uses(LogShape.USES));
        tables.put("attributes", attributes());
        tables.put("new names", renamed());
        return tables;
    }

    private static String span(SpanShape shape) {
        return "%s. Name `%s`, kind %s.\n\n".formatted(shape.meaning(), shape.spanName(), shape.kind())
                + uses(shape.uses());
    }

    private static String uses(List<Use> uses) {
        StringBuilder table = new StringBuilder("| attribute | type | level |\n|---|---|---|\n");
        for (Use use : uses) {
            String when = use.when().isEmpty() ? "" : ": " + use.when();
            table.append("| `%s` | %s | %s%s |\n"
                    .formatted(use.attribute().in(Conventions.CURRENT), type(use.attribute()), use.level(), when));
        }
        return table.toString();
    }

    private static String type(Attribute attribute) {
        return switch (attribute.type()) {
            case STRING_ARRAY -> "string[]";
            case LONG -> "int";
            default -> attribute.type().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String metrics() {
        StringBuilder table = new StringBuilder(
                "| metric | Prometheus | instrument, unit | attributes | what it counts |\n|---|---|---|---|---|\n");
        for (Metric metric : Metric.values()) {
            String only = metric.isIn(Conventions.CURRENT) ? "" : " (new names only)";
            String attributes = metric.uses().stream()
                    .map(use -> "`" + use.attribute().in(Conventions.CURRENT) + "`"
                            + (use.level() == Level.REQUIRED ? "" : "?"))
                    .collect(Collectors.joining(", "));
            String buckets = metric.buckets().isEmpty() ? "" : "; buckets " + buckets(metric.buckets());
            table.append("| `%s`%s | `%s` | %s, %s | %s | %s%s |\n"
                    .formatted(
                            metric.in(Conventions.CURRENT),
                            only,
                            prometheus(metric, Conventions.CURRENT),
                            metric.instrument(),
                            metric.unit(),
                            attributes,
                            metric.meaning(),
                            buckets));
        }
        return table.toString();
    }

    private static String buckets(List<Double> bounds) {
        return Stream.of(bounds.get(0), bounds.get(1), bounds.get(bounds.size() - 1))
                .map(NameTables::plain)
                .collect(Collectors.joining(", ", "", ""))
                .replaceFirst(", ([^,]*)$", ", …, $1");
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound)
                ? Long.toString((long) bound)
                : Double.toString(bound).replace("1.0E-4", "0.0001");
    }

    /** The name of the family, or of the only sample, as Prometheus has it. */
    static String prometheus(Metric metric, Conventions conventions) {
        boolean gauge = metric.instrument() == Instrument.GAUGE;
        String family = PrometheusName.family(metric.in(conventions), metric.unit(), gauge);
        return metric.instrument() == Instrument.COUNTER ? family + "_total" : family;
    }

    private static String attributes() {
        StringBuilder table = new StringBuilder("| attribute | type | meaning |\n|---|---|---|\n");
        for (Attribute attribute : Attribute.values()) {
            table.append("| `%s` | %s | %s |\n"
                    .formatted(attribute.in(Conventions.CURRENT), type(attribute), attribute.meaning()));
        }
        return table.toString();
    }

    private static String renamed() {
        StringBuilder table = new StringBuilder("| by default | with the opt-in |\n|---|---|\n");
        for (Attribute attribute : Attribute.values()) {
            attribute
                    .latest()
                    .ifPresent(latest ->
                            table.append("| `%s` | `%s` |\n".formatted(attribute.in(Conventions.CURRENT), latest)));
        }
        for (Metric metric : Metric.values()) {
            metric.latest()
                    .ifPresent(latest ->
                            table.append("| `%s` | `%s` |\n".formatted(metric.in(Conventions.CURRENT), latest)));
        }
        String instead = Stream.of(Metric.values())
                .filter(metric -> !metric.isIn(Conventions.CURRENT))
                .map(metric -> "`" + metric.in(Conventions.LATEST) + "`")
                .collect(Collectors.joining(", "));
        return table.append("| `%s` | %s |\n".formatted(Metric.TOKEN_USAGE.in(Conventions.CURRENT), instead))
                .toString();
    }
}
