package dev.sluice.distribution.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Main files stay small: half of them at most 100 lines, none above 400. */
final class SmallFilesTest {
    @Test
    void halfAreUnderOneHundredLinesAndNoneAboveFourHundred() throws IOException {
        Map<Path, Long> lines = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            for (Path file : files.filter(SmallFilesTest::isMain).toList()) {
                try (Stream<String> content = Files.lines(file)) {
                    lines.put(file, content.count());
                }
            }
        }
        assertThat(lines)
                .hasSizeGreaterThan(50)
                .allSatisfy(
                        (file, count) -> assertThat(count).as(file.toString()).isLessThanOrEqualTo(400));
        long median = lines.values().stream()
                .sorted()
                .skip(lines.size() / 2)
                .findFirst()
                .orElseThrow();
        assertThat(median).isLessThanOrEqualTo(100);
    }

    private static boolean isMain(Path file) {
        String path = file.toString();
        return path.endsWith(".java") && path.contains("/src/main/") && !path.contains("/target/");
    }
}
