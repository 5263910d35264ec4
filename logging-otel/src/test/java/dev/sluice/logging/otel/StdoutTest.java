package dev.sluice.logging.otel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.spi.LogSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a process of its own, since the output of this one belongs to the build. */
@Timeout(60)
class StdoutTest {
    /** Logs one call and leaves standard output open. */
    static final class Program {
        private Program() {}

        /** Run by the test. */
        public static void main(String[] args) throws Exception {
            LogSink log = AccessLog.open("stdout", Calls.CLOCK);
            log.accept(Calls.example());
            log.flush().toCompletableFuture().join();
            log.close();
            System.out.println("still open");
        }
    }

    @Test
    void writesToStandardOutputAndLeavesItOpen() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output).isEqualTo(Lines.of(Calls.example()) + "still open\n");
    }
}
