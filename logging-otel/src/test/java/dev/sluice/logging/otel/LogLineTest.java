package dev.sluice.logging.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.json.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {
    private static String loggedModel(String model) {
        String line = Lines.of(Calls.withModel(model));
        assertThat(line).endsWith("}\n").hasLineCount(1);
        assertThat(line.chars().filter(c -> c < 0x20)).containsExactly((int) '\n');
        return Calls.parse(line.strip()).get("model").orElseThrow().asText().orElseThrow();
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        assertThat(Lines.of(Calls.withId("id")))
                .isEqualTo(
                        "{\"timestamp\":\"2026-11-22T10:15:30.123Z\",\"event\":\"call\",\"call_id\":\"id\","
                                + "\"principal\":\"master\",\"method\":\"POST\",\"route\":\"/v1/chat/completions\",\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"operation\":\"chat\","
                                + "\"attempts\":0,\"status\":200,\"outcome\":\"completed\",\"request_bytes\":412,"
                                + "\"response_bytes\":1893,\"time_to_first_byte_ms\":312.457,\"duration_ms\":1840.002,\"usage\":\"unknown\",\"cost\":null}\n");
    }

    @Test
    void namesTheFailure() {
        JsonNode line = Calls.parse(
                Lines.of(Calls.withError(ErrorKind.UPSTREAM_UNREACHABLE)).strip());
        assertThat(line.get("error")).hasValue(JsonNode.of("upstream_unreachable"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\n{\"event\":\"call\"}",
                "x\r\n",
                "\u0000\u001b[31mred\u0007",
                "\u0085next\u2028line\u2029paragraph",
                "\u202egnp.exe\u202c",
                "\",\"status\":200,\"x\":\"",
                "\\",
                "\ud800"
            })
    void noModelNameCanForgeALine(String model) {
        assertThat(loggedModel(model)).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");
    }

    @Test
    void keepsWhatCanBeSeen() {
        assertThat(loggedModel("my-\"model\"/grüße 漢字 😀")).isEqualTo("my-\"model\"/grüße 漢字 😀");
    }

    @Test
    void cutsWhatIsTooLong() {
        assertThat(loggedModel("m".repeat(1_000_000))).isEqualTo("m".repeat(128));
        assertThat(loggedModel("\n".repeat(1000) + "m".repeat(129))).isEqualTo("m".repeat(128));
        assertThat(loggedModel("m".repeat(127) + "😀"))
                .as("never through a character")
                .isEqualTo("m".repeat(127));
    }
}
