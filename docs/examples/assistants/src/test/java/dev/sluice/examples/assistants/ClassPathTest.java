package dev.sluice.examples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fake.FakeOpenAi;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A program of four modules needs no more than the guide says, and walks with that. */
class ClassPathTest {
    private static final Pattern JAR = Pattern.compile("([^/\\\\]+?)-\\d[^/\\\\]*\\.jar");
    private static final Path PAGE = Path.of("..", "..", "assistants.md");

    private static String classPath() throws Exception {
        return Files.readString(Path.of("target", "runtime.classpath")).strip();
    }

    /** Jars of others: our own modules are directories while they are built. */
    private static Set<String> others(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .map(entry -> JAR.matcher(Path.of(entry).getFileName().toString()))
                .filter(Matcher::matches)
                .map(jar -> jar.group(1))
                .filter(name -> !name.startsWith("sluice-"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theGuideListsEveryJar() throws Exception {
        Matcher list = Pattern.compile("<!-- jars -->\\n\\n```\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        assertThat(list.find()).isTrue();
        assertThat(list.group(1).split("\\s+")).containsExactlyElementsOf(others(classPath()));
    }

    @Test
    void theWalkNeedsNothingElse() throws Exception {
        try (FakeOpenAi fake = FakeOpenAi.start("sk-alone")) {
            ProcessBuilder program = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-cp",
                    Path.of("target", "classes") + File.pathSeparator + classPath(),
                    MathTutor.class.getName(),
                    fake.baseUrl(),
                    "Solve 3x + 11 = 14");
            program.environment().put("OPENAI_API_KEY", "sk-alone");
            Process process = program.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(output).contains("You said: Solve 3x + 11 = 14");
            assertThat(process.exitValue()).isZero();
        }
    }
}
