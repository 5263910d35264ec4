package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.support.AccountTarget;
import dev.sluice.e2e.support.GatewayTarget;
import dev.sluice.e2e.support.Target;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs of the Java library, in a process with its own class path, over the built jar as their server. */
@Timeout(120)
final class JavaLibraryIT {
    private static final Path EXAMPLES = Path.of("..", "..", "docs", "examples", "assistants", "target");

    @TempDir
    Path directory;

    @Test
    void overAGatewayThatRelays() throws Exception {
        try (AccountTarget account = AccountTarget.openAi(directory)) {
            walk(account.at("/v1"));
            walk(account.at(""));
        }
    }

    @Test
    void overAGatewayThatServesAssistantsItself() throws Exception {
        try (GatewayTarget own = GatewayTarget.startServingAssistants("chat")) {
            walk(own.at("/v1"));
        }
    }

    private static void walk(Target target) throws Exception {
        for (String program : List.of("MathTutor", "StreamedTutor")) {
            assertThat(run(program, target)).contains("You said: Solve 3x + 11 = 14");
        }
    }

    private static String run(String program, Target target) throws Exception {
        String classPath = EXAMPLES.resolve("classes")
                + File.pathSeparator
                + Files.readString(EXAMPLES.resolve("runtime.classpath")).strip();
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        classPath,
                        "dev.sluice.examples.assistants." + program,
                        target.baseUrl(),
                        "Solve 3x + 11 = 14")
                .redirectErrorStream(true);
        java.environment().put("OPENAI_API_KEY", target.key());
        Process process = java.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
