package dev.sluice.testkit.otlp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tables of {@code docs/observability.md}, against which everything that is exported is held: what is required is there,
 * what is there is known, and every value has its type.
 */
public final class OtlpTable {
    private static final Pattern ROW =
            Pattern.compile("^\\| `([^`]+)`[^|]*\\| ([^|]+) \\| ([^|]+) \\|", Pattern.MULTILINE);
    private static final Pattern PAIR = Pattern.compile("^\\| `([^`]+)` \\| `([^`]+)` \\|$", Pattern.MULTILINE);
    /** A name that several others take the place of. */
    private static final Pattern SPLIT = Pattern.compile("^\\| `([^`]+)` \\| `[^`]+`, ", Pattern.MULTILINE);

    private static final Pattern METRIC = Pattern.compile(
            "^\\| `([^`]+)`( \\(new names only\\))? \\| `[^`]+` \\| ([a-z-]+), ([^|]+) \\| ([^|]*) \\|",
            Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([^`]+)`(\\??)");

    private final Map<String, Map<String, Rule>> shapes = new HashMap<>();
    private final Map<String, Metric> metrics = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();

    private record Rule(String type, boolean required) {}

    private record Metric(String type, String unit, Map<String, Boolean> required) {}

    private OtlpTable(String page, boolean latest) {
        Map<String, String> renamed = new HashMap<>();
        if (latest) {
            PAIR.matcher(section(page, "new names")).results().forEach(row -> renamed.put(row.group(1), row.group(2)));
        }
        rows(page, "attributes").forEach(row -> types.put(name(renamed, row.group(1)), row.group(2)));
        for (String shape : List.of("span call", "span model_attempt", "span http_attempt", "span run", "log record")) {
            Map<String, Rule> rules = new HashMap<>();
            rows(page, shape)
                    .forEach(row -> rules.put(
                            name(renamed, row.group(1)),
                            new Rule(row.group(2), row.group(3).equals("Required"))));
            shapes.put(shape, rules);
        }
        METRIC.matcher(section(page, "metrics"))
                .results()
                .filter(row -> latest || row.group(2) == null)
                .forEach(row -> metrics.put(name(renamed, row.group(1)), metric(row, renamed)));
        if (latest) {
            SPLIT.matcher(section(page, "new names")).results().forEach(row -> metrics.remove(row.group(1)));
        }
    }

    /** The names by default. */
    public static OtlpTable read(Path page) {
        return new OtlpTable(text(page), false);
    }

    /** The names with the opt-in. */
    public static OtlpTable readLatest(Path page) {
        return new OtlpTable(text(page), true);
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Map<String, String> renamed, String name) {
        return renamed.getOrDefault(name, name);
    }

    private static String section(String page, String name) {
        String marker = "<!-- " + name + " -->";
        int begin = page.indexOf(marker);
        if (begin < 0) {
            throw new IllegalArgumentException("No table " + name);
        }
        return page.substring(begin, page.indexOf("<!-- end -->", begin));
    }

    private static List<MatchResult> rows(String page, String name) {
        return ROW.matcher(section(page, name)).results().toList();
    }

    private static Metric metric(MatchResult row, Map<String, String> renamed) {
        Map<String, Boolean> required = new HashMap<>();
        NAME.matcher(row.group(5))
                .results()
                .forEach(name ->
                        required.put(name(renamed, name.group(1)), name.group(2).isEmpty()));
        return new Metric(row.group(3), row.group(4), required);
    }

    private static String shape(OtlpSpan span) {
        return switch (span.kind()) {
            case 1 -> "span run";
            case 2 -> "span call";
            default ->
                span.attributes().containsKey("gen_ai.operation.name") ? "span model_attempt" : "span http_attempt";
        };
    }

    /** What is wrong with a span; empty where nothing is. */
    public List<String> problems(OtlpSpan span) {
        List<String> problems = problems(shape(span), span.name(), span.attributes());
        if (span.end() < span.start()) {
            problems.add(span.name() + " ends before it starts");
        }
        return problems;
    }

    /** What is wrong with a log record; empty where nothing is. */
    public List<String> problems(OtlpLog log) {
        List<String> problems = problems("log record", log.event(), log.attributes());
        if (!log.event().equals("sluice.call")) {
            problems.add("unknown event " + log.event());
        }
        return problems;
    }

    private List<String> problems(String shape, String what, Map<String, Object> attributes) {
        Map<String, Rule> rules = shapes.getOrDefault(shape, Map.of());
        List<String> problems = new ArrayList<>();
        rules.forEach((name, rule) -> {
            if (rule.required() && !attributes.containsKey(name)) {
                problems.add(shape + " '" + what + "' lacks " + name);
            }
        });
        attributes.forEach((name, value) -> {
            @Nullable Rule rule = rules.get(name);
            if (rule == null) {
                problems.add(shape + " '" + what + "' has " + name + ", which is not in the table");
            } else if (!typeOf(value).equals(rule.type())) {
                problems.add(shape + " '" + what + "': " + name + " is " + typeOf(value) + ", not " + rule.type());
            }
        });
        return problems;
    }

    /** What is wrong with a point; empty where nothing is. */
    public List<String> problems(OtlpPoint point) {
        @Nullable Metric metric = metrics.get(point.metric());
        if (metric == null) {
            return List.of("metric " + point.metric() + " is not in the table");
        }
        List<String> problems = new ArrayList<>();
        if (!metric.type().equals(point.type()) || !metric.unit().equals(point.unit())) {
            problems.add(point.metric() + " is " + point.type() + ", " + point.unit());
        }
        metric.required().forEach((name, required) -> {
            if (required && !point.attributes().containsKey(name)) {
                problems.add(point.metric() + " lacks " + name);
            }
        });
        point.attributes().forEach((name, value) -> {
            if (!metric.required().containsKey(name)) {
                problems.add(point.metric() + " has " + name + ", which is not in the table");
            } else if (!typeOf(value).equals(types.get(name))) {
                problems.add(point.metric() + ": " + name + " is " + typeOf(value));
            }
        });
        return problems;
    }

    /** Everything that is wrong with what a collector was sent. */
    public Set<String> problems(OtlpReceiver receiver) {
        Set<String> problems = new TreeSet<>();
        receiver.spans().forEach(span -> problems.addAll(problems(span)));
        receiver.logs().forEach(log -> problems.addAll(problems(log)));
        receiver.points().forEach(point -> problems.addAll(problems(point)));
        return problems;
    }

    /**
     * Every row of the tables that nothing of what a collector was sent bears out: {@code span call: http.route}, {@code
     * metric sluice.calls}, or {@code metric sluice.calls: sluice.outcome}.
     */
    public Set<String> unseen(OtlpReceiver receiver) {
        Set<String> unseen = new TreeSet<>();
        shapes.forEach((shape, rules) -> rules.keySet().forEach(name -> unseen.add(shape + ": " + name)));
        metrics.forEach((metric, row) -> {
            unseen.add("metric " + metric);
            row.required().keySet().forEach(name -> unseen.add("metric " + metric + ": " + name));
        });
        receiver.spans().forEach(span -> see(unseen, shape(span), span.attributes()));
        receiver.logs().forEach(log -> see(unseen, "log record", log.attributes()));
        receiver.points().forEach(point -> {
            unseen.remove("metric " + point.metric());
            see(unseen, "metric " + point.metric(), point.attributes());
        });
        return unseen;
    }

    private static void see(Set<String> unseen, String what, Map<String, Object> attributes) {
        attributes.keySet().forEach(name -> unseen.remove(what + ": " + name));
    }

    private static String typeOf(Object value) {
        if (value instanceof List) {
            return "string[]";
        }
        if (value instanceof Long) {
            return "int";
        }
        if (value instanceof Double) {
            return "double";
        }
        return value instanceof Boolean ? "boolean" : "string";
    }
}
