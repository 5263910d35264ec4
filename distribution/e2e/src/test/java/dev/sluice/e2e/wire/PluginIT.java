package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.support.GatewayProcess;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.RawResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example's jar, dropped into the plugins folder: named it serves, not named it is not even opened. */
final class PluginIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String GREETER = """
            model_list:
              - model_name: greeter
                litellm_params:
                  model: echo/anything
                  greeting: Ahoy
            """;
    private static final String NAMED = GREETER + """
            general_settings:
              plugins: [sluice-example-custom-provider]
            """;
    private static final String MOCKED = """
            model_list:
              - model_name: mocked
                litellm_params: {model: openai/gpt-4, mock_response: Hello}
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void dropIn() throws IOException {
        Path jar = Path.of(System.getProperty("sluice.example.jar"));
        Files.copy(jar, Files.createDirectories(plugins()).resolve(jar.getFileName()));
    }

    private Path plugins() {
        return directory.resolve("plugins");
    }

    private GatewayProcess launch(String config) throws IOException {
        Path file = Files.writeString(directory.resolve("config.yaml"), config);
        return GatewayProcess.launch(
                directory,
                Map.of(),
                "--config",
                file.toString(),
                "--port",
                "0",
                "--plugins",
                plugins().toString());
    }

    private static RawResponse chat(GatewayProcess gateway, String model) throws Exception {
        String url = gateway.awaitRunning(SOON);
        try (RawHttpClient client = RawHttpClient.connect(URI.create(url).getPort())) {
            String body = "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
            client.request(
                    "POST",
                    "/openai/v1/chat/completions",
                    Rig.HOST,
                    "Content-Type: application/json",
                    "Content-Length: " + body.length());
            return client.send(body).readResponse();
        }
    }

    @Test
    void namedItServes() throws Exception {
        try (GatewayProcess gateway = launch(NAMED)) {
            assertThat(chat(gateway, "greeter").text()).contains("\"content\":\"Ahoy\"");
        }
    }

    @Test
    void notNamedItsProviderIsUnknown() throws Exception {
        try (GatewayProcess gateway = launch(GREETER)) {
            assertThat(gateway.awaitExit(SOON)).isEqualTo(2);
            assertThat(gateway.stderr()).contains("config.yaml:4:14 model_list[0].litellm_params.model: ");
        }
    }

    @Test
    void notNamedItIsNotOpened() throws Exception {
        Files.writeString(plugins().resolve("broken.jar"), "This is no jar: whoever opens it fails.");
        try (GatewayProcess gateway = launch(MOCKED)) {
            assertThat(chat(gateway, "mocked").text()).contains("\"content\":\"Hello\"");
            String example = Path.of(System.getProperty("sluice.example.jar"))
                    .getFileName()
                    .toString();
            assertThat(openFiles(gateway.pid())).noneMatch(file -> file.endsWith(example));
        }
    }

    /** What the process has open, where the operating system tells; nothing elsewhere. */
    private static List<String> openFiles(long pid) throws IOException {
        Path descriptors = Path.of("/proc", Long.toString(pid), "fd");
        if (!Files.isDirectory(descriptors)) {
            return List.of();
        }
        try (var files = Files.list(descriptors)) {
            return files.map(file -> {
                        try {
                            return Files.readSymbolicLink(file).toString();
                        } catch (IOException closedMeanwhile) {
                            return "";
                        }
                    })
                    .toList();
        }
    }

    @Test
    void aNameWithoutAJarIsAnError() throws Exception {
        try (GatewayProcess gateway = launch(NAMED.replace("sluice-example", "no-such"))) {
            assertThat(gateway.awaitExit(SOON)).isEqualTo(2);
            assertThat(gateway.stderr()).contains("no-such-custom-provider").contains("sluice-example-custom-provider");
        }
    }
}
