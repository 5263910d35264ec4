package dev.sluice.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/dependencies.md names every jar on the class path of the server, and no other. */
final class DependenciesTest {
    private static final Pattern JAR = Pattern.compile("([^/]+?)-\\d[^/]*\\.jar");
    private static final Set<String> FOR_TESTS = Set.of(
            "apiguardian-api",
            "archunit",
            "archunit-junit5",
            "archunit-junit5-api",
            "archunit-junit5-engine",
            "archunit-junit5-engine-api",
            "assertj-core",
            "byte-buddy",
            "junit-jupiter",
            "junit-jupiter-api",
            "junit-jupiter-engine",
            "junit-jupiter-params",
            "junit-platform-commons",
            "junit-platform-engine",
            "junit-platform-launcher",
            "opentest4j",
            "surefire-api",
            "surefire-booter",
            "surefire-extensions-api",
            "surefire-extensions-spi",
            "surefire-junit-platform",
            "surefire-logger-api",
            "surefire-shared-utils",
            "common-java5",
            "common-junit3",
            "common-junit4");

    @Test
    void everyJarHasItsReason() throws IOException {
        Set<String> documented = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("../docs/dependencies.md"))) {
            if (line.startsWith("| ") && !line.startsWith("| jar")) {
                Stream.of(line.split("\\|", -1)[1].split(","))
                        .map(String::strip)
                        .forEach(documented::add);
            }
        }
        assertThat(jars()).isEqualTo(documented);
    }

    private static Set<String> jars() {
        Set<String> jars = new TreeSet<>();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Matcher jar = JAR.matcher(Path.of(entry).getFileName().toString());
            if (jar.matches() && !jar.group(1).startsWith("sluice-") && !FOR_TESTS.contains(jar.group(1))) {
                jars.add(jar.group(1));
            }
        }
        return jars;
    }
}
