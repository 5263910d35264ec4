package dev.sluice.e2e.wire;

import dev.sluice.e2e.support.GatewayProcess;
import dev.sluice.testkit.fault.RawHttpClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The built jar in front of an upstream of the test's, with a gateway key and an upstream key. */
final class Rig implements AutoCloseable {
    static final String GATEWAY_KEY = "sk-gateway-9f1c2d7a55e0";
    static final String UPSTREAM_KEY = "sk-upstream-4b8e6a0c31d2";
    static final String HOST = "Host: gateway.test";
    static final String AUTH = "Authorization: Bearer " + GATEWAY_KEY;

    private static final Duration START = Duration.ofSeconds(60);

    private final GatewayProcess process;
    private final int port;

    private Rig(GatewayProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** A rig to be started whose upstream is that port on loopback. */
    static Setup upstream(int port) {
        return new Setup(port);
    }

    GatewayProcess process() {
        return process;
    }

    int port() {
        return port;
    }

    RawHttpClient connect() throws IOException {
        return RawHttpClient.connect(port);
    }

    @Override
    public void close() {
        process.close();
    }

    /** What a rig is started with. */
    static final class Setup {
        private final int upstream;
        private final List<String> general = new ArrayList<>(List.of("master_key: " + GATEWAY_KEY));
        private final List<String> litellm = new ArrayList<>();
        private final List<String> models = new ArrayList<>();
        private final List<String> assistants = new ArrayList<>();
        private final List<String> arguments = new ArrayList<>();
        private final List<String> javaOptions = new ArrayList<>();
        private final Map<String, String> variables = new HashMap<>();

        private Setup(int upstream) {
            this.upstream = upstream;
        }

        /** Lines of {@code general_settings}. */
        Setup general(String... lines) {
            general.addAll(List.of(lines));
            return this;
        }

        /** Lines of {@code litellm_settings}. */
        Setup litellm(String... lines) {
            litellm.addAll(List.of(lines));
            return this;
        }

        /** Lines of {@code model_list}. */
        Setup models(String... lines) {
            models.addAll(List.of(lines));
            return this;
        }

        /** Lines of {@code assistant_settings}. */
        Setup assistants(String... lines) {
            assistants.addAll(List.of(lines));
            return this;
        }

        Setup arguments(String... more) {
            arguments.addAll(List.of(more));
            return this;
        }

        Setup javaOptions(String... more) {
            javaOptions.addAll(List.of(more));
            return this;
        }

        /** Variables of the environment, instead of the rig's own; empty ones are not set. */
        Setup environment(Map<String, String> more) {
            variables.putAll(more);
            return this;
        }

        /** Starts the jar without waiting for anything. */
        GatewayProcess launch(Path directory) throws IOException {
            Path config = Files.writeString(directory.resolve("config.yaml"), yaml());
            List<String> command =
                    new ArrayList<>(List.of("--config", config.toString(), "--host", "127.0.0.1", "--port", "0"));
            command.addAll(arguments);
            Map<String, String> environment = new HashMap<>();
            environment.put("OPENAI_API_KEY", UPSTREAM_KEY);
            environment.put("OPENAI_API_BASE", "http://127.0.0.1:" + upstream);
            environment.putAll(variables);
            environment.values().removeIf(String::isEmpty);
            if (!javaOptions.isEmpty()) {
                environment.put("JAVA_TOOL_OPTIONS", String.join(" ", javaOptions));
            }
            return GatewayProcess.launch(directory, environment, command.toArray(String[]::new));
        }

        Rig start(Path directory) throws IOException, InterruptedException {
            GatewayProcess process = launch(directory);
            return new Rig(process, URI.create(process.awaitRunning(START)).getPort());
        }

        private String yaml() {
            return section("general_settings", general)
                    + section("litellm_settings", litellm)
                    + section("model_list", models)
                    + section("assistant_settings", assistants);
        }

        private static String section(String name, List<String> lines) {
            return lines.isEmpty() ? "" : name + ":\n  " + String.join("\n  ", lines) + "\n";
        }
    }
}
