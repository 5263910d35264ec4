package dev.sluice.logging.otel;

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
                        Lines.of(Calls.example()),
                        Lines.of(Calls.withError(ErrorKind.INTERNAL)),
                        Lines.of(Calls.withEverything()),
                        Lines.of(Calls.said(true)),
                        Lines.of(Calls.notice()),
                        Lines.dropped(17))
                .flatMap(line -> ((ObjectNode) Calls.parse(line.strip())).members().keySet().stream())
                .collect(Collectors.toSet());
        assertThat(documented).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void theExamplesAreRealLines() throws IOException {
        assertThat(EXAMPLE.matcher(page()).results().map((MatchResult example) -> example.group(1)))
                .containsExactly(
                        Lines.of(Calls.example()),
                        Lines.of(Calls.notice()),
                        Lines.of(Calls.said(false)),
                        Lines.dropped(17));
    }

    @Test
    void theNumbersOfThePageAreTheCodes() throws IOException {
        assertThat(page()).contains("a queue of " + AccessLog.CAPACITY + ";").contains("five seconds");
        assertThat(AccessLog.CLOSE_SECONDS).isEqualTo(5);
        assertThat(page()).contains("cut at " + Printable.MOST + " characters");
    }
}
