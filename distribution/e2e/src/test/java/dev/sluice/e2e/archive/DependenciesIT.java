package dev.sluice.e2e.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/dependencies.md names every jar that is shipped beside ours, and no other. */
final class DependenciesIT {
    private static final Pattern JAR = Pattern.compile("([^/]+?)-\\d[^/]*\\.jar");

    @Test
    void everyJarHasItsReason() throws IOException {
        Set<String> documented = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("../../docs/dependencies.md"))) {
            if (line.startsWith("| ") && !line.startsWith("| jar")) {
                Stream.of(line.split("\\|", -1)[1].split(",", -1))
                        .map(String::strip)
                        .forEach(documented::add);
            }
        }
        assertThat(shipped()).isNotEmpty().isEqualTo(documented);
    }

    private static Set<String> shipped() throws IOException {
        Set<String> jars = new TreeSet<>();
        Path lib = Path.of(System.getProperty("sluice.jar")).resolveSibling("lib");
        try (Stream<Path> files = Files.list(lib)) {
            files.map(file -> JAR.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(jar -> jar.group(1))
                    .filter(name -> !name.startsWith("sluice-"))
                    .forEach(jars::add);
        }
        return jars;
    }
}
