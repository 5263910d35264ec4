package dev.sluice.logging.otel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.json.JsonNode.ObjectNode;
import dev.sluice.logging.otel.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page and the code say the same. */
class AccessLogDocTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE);
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(\\{.*\n)```");

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "access-log.md"));
    }

    @Test
    void thePageNamesEveryFieldAndNoOther() throws IOException {
        Set<String> documented = ROW.matcher(page())
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> written = Stream.of(
                        LogLine.of(Calls.example()),
                        LogLine.of(Calls.withError(ErrorKind.INTERNAL)),
                        LogLine.of(Calls.withEverything()),
                        LogLine.of(Calls.said(true), Calls.CLOCK.instant()),
                        LogLine.of(Calls.notice()),
                        LogLine.dropped(Calls.CLOCK.instant(), 17))
                .flatMap(
                        line -> ((ObjectNode) Calls.parse(new String(line, UTF_8).strip())).members().keySet().stream())
                .collect(Collectors.toSet());
        assertThat(documented).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void theExamplesAreRealLines() throws IOException {
        assertThat(EXAMPLE.matcher(page()).results().map((MatchResult example) -> example.group(1)))
                .containsExactly(
                        new String(LogLine.of(Calls.example()), UTF_8),
                        new String(LogLine.of(Calls.notice()), UTF_8),
                        new String(LogLine.of(Calls.said(false), Calls.CLOCK.instant()), UTF_8),
                        new String(LogLine.dropped(Calls.CLOCK.instant(), 17), UTF_8));
    }

    @Test
    void theNumbersOfThePageAreTheCodes() throws IOException {
        assertThat(page()).contains("a queue of " + AccessLog.CAPACITY + ";").contains("five seconds");
        assertThat(AccessLog.CLOSE_SECONDS).isEqualTo(5);
        assertThat(page()).contains("cut at " + Printable.MOST + " characters");
    }
}
