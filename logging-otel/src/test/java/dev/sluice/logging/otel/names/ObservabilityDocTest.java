package dev.sluice.logging.otel.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page and the dashboard say what the table says. {@link NameTables#main} writes the tables of the page. */
class ObservabilityDocTest {
    private static final Path PAGE = Path.of("..", "docs", "observability.md");
    private static final Path DASHBOARD = Path.of("..", "docs", "grafana", "sluice.json");
    private static final Pattern METRIC = Pattern.compile("\\b((?:gen_ai|http|sluice|jvm)_[a-z0-9_]+)\\b");
    private static final Pattern LABEL =
            Pattern.compile("(?:by|without) ?\\(([^)]*)\\)|\\{\\{([a-z_]+)\\}\\}|[{,]([a-z_]+)[=!]");

    @Test
    void theTablesOfThePageAreThoseOfTheCode() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(page).isEqualTo(NameTables.rewritten(page));
    }

    @Test
    void namesAreUniqueInEachGeneration() {
        for (Conventions conventions : Conventions.values()) {
            assertThat(Stream.of(Attribute.values()).map(attribute -> attribute.in(conventions)))
                    .doesNotHaveDuplicates();
            assertThat(Stream.of(Metric.values())
                            .filter(metric -> metric.isIn(conventions))
                            .map(metric -> NameTables.prometheus(metric, conventions)))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void theDashboardAsksForMetricsThatThereAre() throws IOException {
        Set<String> families = Stream.of(Metric.values())
                .filter(metric -> metric.isIn(Conventions.CURRENT))
                .flatMap(ObservabilityDocTest::samples)
                .collect(Collectors.toSet());
        Set<String> labels = Stream.of(Attribute.values())
                .map(attribute -> attribute.in(Conventions.CURRENT).replace('.', '_'))
                .collect(Collectors.toSet());
        List<String> expressions = expressions();
        assertThat(expressions).hasSizeGreaterThan(20);

        assertThat(expressions).allSatisfy(expression -> {
            List<String> named =
                    METRIC.matcher(expression).results().map(MatchResult::group).toList();
            assertThat(named)
                    .as(expression)
                    .isNotEmpty()
                    .allMatch(name -> families.contains(name) || labels.contains(name));
            assertThat(named).as(expression).anyMatch(families::contains);
            assertThat(labels(expression))
                    .as(expression)
                    .allMatch(label -> label.equals("le") || labels.contains(label));
        });
    }

    private static Stream<String> labels(String expression) {
        return LABEL.matcher(expression)
                .results()
                .flatMap(match -> Stream.of(1, 2, 3).map(match::group).filter(group -> group != null))
                .flatMap(group -> Stream.of(group.split(",", -1)))
                .map(String::strip)
                .filter(label -> !label.isEmpty());
    }

    private static Stream<String> samples(Metric metric) {
        String name = NameTables.prometheus(metric, Conventions.CURRENT);
        return metric.instrument() == Instrument.HISTOGRAM
                ? Stream.of(name + "_bucket", name + "_sum", name + "_count")
                : Stream.of(name);
    }

    private static List<String> expressions() throws IOException {
        return Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"")
                .matcher(Files.readString(DASHBOARD))
                .results()
                .map(match -> match.group(1).replace("\\\"", "\""))
                .toList();
    }
}
