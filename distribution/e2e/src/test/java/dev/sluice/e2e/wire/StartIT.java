package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.support.GatewayProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot start says why, with the right exit code, and starts nothing. */
final class StartIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String BROKEN = """
            model_list:
              - model_name: a
                litellm_params:
                  model: nosuch/gpt-4
                  api_key: os.environ/NO_SUCH_KEY
              - model_name: b
                litellm_params:
                  model: openai/gpt-4
                  api_key: k
                  timeout: soon
            general_settings:
              master_key: sk-1
              drain_timeout: [1]
            """;

    private static final String TWO_ACCOUNTS = """
            model_list:
              - {model_name: a, litellm_params: {model: openai/m, api_key: one}}
              - {model_name: a, litellm_params: {model: openai/m, api_key: two}}
            """;

    @TempDir
    Path directory;

    @Test
    void aBrokenConfigIsToldCompletely() throws Exception {
        Path config = Files.writeString(directory.resolve("broken.yaml"), BROKEN);
        try (GatewayProcess process = GatewayProcess.launch(
                directory, Map.of(), "--config", config.toString(), "--host", "127.0.0.1", "--port", "0")) {
            assertThat(process.awaitExit(SOON)).isEqualTo(2);
            String told = process.stderr();
            for (String place : List.of(
                    ":4:14 model_list[0].litellm_params.model",
                    ":5:16 model_list[0].litellm_params.api_key",
                    ":10:16 model_list[1].litellm_params.timeout",
                    ":13:18 general_settings.drain_timeout")) {
                assertThat(told).contains("broken.yaml" + place + ": ");
            }
            assertThat(told).doesNotContain("sk-1").doesNotContain("\tat ");
            assertThat(process.stdout()).doesNotContain("RUNNING");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"litellm-team.yaml", "litellm-homelab.yaml"})
    void aRealLiteLlmConfigLoads(String name) throws Exception {
        Path config = Path.of("../../config-yaml/src/test/resources/dev/sluice/config/yaml", name)
                .toAbsolutePath();
        Map<String, String> environment = new HashMap<>();
        Pattern.compile("os\\.environ/(\\w+)")
                .matcher(Files.readString(config))
                .results()
                .map(variable -> variable.group(1))
                .forEach(variable -> environment.put(variable, sample(variable)));
        try (GatewayProcess process =
                GatewayProcess.launch(directory, environment, "--check", "--config", config.toString())) {
            assertThat(process.awaitExit(SOON)).as(process.stderr()).isZero();
        }
    }

    private static String sample(String variable) {
        return switch (variable) {
            case "DATABASE_URL" -> "postgresql://user:password@localhost:5432/litellm";
            default -> variable.endsWith("TIMEOUT") ? "60" : "x";
        };
    }

    @Test
    void aDataFolderThatCannotBeWrittenIsToldWithItsKey() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        Path config = Files.writeString(
                directory.resolve("config.yaml"), TWO_ACCOUNTS + "general_settings: {data_dir: " + file + "}\n");
        try (GatewayProcess process = GatewayProcess.launch(
                directory, Map.of(), "--config", config.toString(), "--host", "127.0.0.1", "--port", "0")) {
            assertThat(process.awaitExit(SOON)).isEqualTo(1);
            assertThat(process.stderr())
                    .contains("Cannot keep data in " + file, "general_settings.data_dir")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aDatabaseThatIsAwayIsToldWithoutItsPassword() throws Exception {
        Path config = Files.writeString(
                directory.resolve("config.yaml"),
                TWO_ACCOUNTS + "general_settings: {database_url: 'postgresql://user:PLANTED@127.0.0.1:1/db'}\n");
        try (GatewayProcess process = GatewayProcess.launch(
                directory, Map.of(), "--config", config.toString(), "--host", "127.0.0.1", "--port", "0")) {
            assertThat(process.awaitExit(SOON)).isEqualTo(1);
            assertThat(process.stderr())
                    .contains("postgresql://127.0.0.1:1/db", "general_settings.database_url")
                    .doesNotContain("PLANTED", "\tat ");
        }
    }

    @Test
    void aBusyPortIsAnErrorAndNotAnotherPort() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                GatewayProcess process = GatewayProcess.launch(
                        directory,
                        Map.of("OPENAI_API_KEY", "k"),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(busy.getLocalPort()))) {
            assertThat(process.awaitExit(SOON)).isEqualTo(1);
            assertThat(process.stderr()).contains(Integer.toString(busy.getLocalPort()));
            assertThat(process.stdout()).doesNotContain("RUNNING");
        }
    }
}
