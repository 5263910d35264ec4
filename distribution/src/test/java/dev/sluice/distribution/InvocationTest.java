package dev.sluice.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvocationTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void helpTellsEveryOption() {
        assertThat(run(new ExportCommand(), "--help")).isZero();

        assertThat(text(out))
                .contains("sluice export [options]", "-c, --config", "--plugins", "--owner", "--out", "--conversations")
                .contains("--from", "--key-env", "--thread", "--threads", "-h, --help");
        assertThat(text(err)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port abc | --port must be from 0 to 65535, not 'abc'.",
                "--port 65536 | --port must be from 0 to 65535, not '65536'.",
                "--port | Missing argument for option: port",
                "--prot 1 | Unrecognized option: --prot",
                "--conf x | Unrecognized option: --conf",
                "exprt | Unknown argument: 'exprt'"
            })
    void misuseIsTold(String arguments, String told) {
        assertThat(run(new ServeCommand(), arguments.split(" "))).isEqualTo(2);

        assertThat(text(err)).startsWith(told).contains("--help");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void whatIsMissingIsMissed() {
        assertThat(run(new ImportCommand())).isEqualTo(2);
        assertThat(run(new ImportCommand(), "a", "b")).isEqualTo(2);

        assertThat(text(err))
                .contains("An argument is missing.", "Unknown argument: 'b'", "sluice import [options] FILE");
    }

    private int run(Command command, String... arguments) {
        return new Invocation(command, print(out), print(err)).run(List.of(arguments));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
