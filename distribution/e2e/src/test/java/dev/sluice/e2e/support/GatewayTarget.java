package dev.sluice.e2e.support;

import dev.sluice.testkit.fake.FakeOpenAi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The built jar in front of the fake upstream, with a key of its own. */
public final class GatewayTarget implements AutoCloseable {
    private static final String MASTER_KEY = "sk-gateway-master-0123456789";
    private static final String UPSTREAM_KEY = "sk-upstream-account-0123456789";
    private static final String CONFIG = "general_settings:\n  master_key: os.environ/GATEWAY_KEY\n";

    private final FakeOpenAi fake;
    private final Path directory;
    private final GatewayProcess gateway;

    private GatewayTarget(FakeOpenAi fake, Path directory, GatewayProcess gateway) {
        this.fake = fake;
        this.directory = directory;
        this.gateway = gateway;
    }

    /** Starts the fake and a gateway that forwards everything to it. */
    public static GatewayTarget start() throws IOException, InterruptedException {
        return start(CONFIG, Map.of());
    }

    /**
     * Starts the fake and a gateway that serves the Assistants API itself, on a model of the fake.
     *
     * @param mode by which API the model is called: {@code chat} or {@code responses}
     */
    public static GatewayTarget startServingAssistants(String mode) throws IOException, InterruptedException {
        return start(CONFIG + servingAssistants(mode), Map.of());
    }

    /** The same with everything in that PostgreSQL. */
    public static GatewayTarget startServingAssistants(String mode, String databaseUrl)
            throws IOException, InterruptedException {
        return start(
                CONFIG + "  database_url: os.environ/DATABASE_URL\n" + servingAssistants(mode),
                Map.of("DATABASE_URL", databaseUrl));
    }

    private static String servingAssistants(String mode) {
        return """
                model_list:
                  - model_name: gpt-4o
                    litellm_params:
                      model: openai/gpt-4o
                      api_base: os.environ/OPENAI_API_BASE
                      api_key: os.environ/OPENAI_API_KEY
                    model_info:
                      mode: %s
                assistant_settings:
                  custom_llm_provider: local
                """.formatted(mode);
    }

    private static GatewayTarget start(String config, Map<String, String> more)
            throws IOException, InterruptedException {
        FakeOpenAi fake = FakeOpenAi.start(UPSTREAM_KEY);
        Path directory = Files.createTempDirectory("sluice-e2e");
        Map<String, String> environment = new HashMap<>(more);
        environment.put("GATEWAY_KEY", MASTER_KEY);
        environment.put("OPENAI_API_KEY", UPSTREAM_KEY);
        environment.put("OPENAI_API_BASE", fake.baseUrl());
        try {
            return new GatewayTarget(fake, directory, GatewayProcess.start(directory, config, environment));
        } catch (AssertionError | IOException | InterruptedException notRunning) {
            fake.close();
            deleteAll(directory);
            throw notRunning;
        }
    }

    /** The gateway under one of its paths, for instance {@code /openai}. */
    public Target at(String path) {
        return new GatewayAt(gateway.url() + path, MASTER_KEY);
    }

    /** The upstream. */
    public FakeOpenAi upstream() {
        return fake;
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        fake.close();
        deleteAll(directory);
    }

    private static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(GatewayTarget::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
