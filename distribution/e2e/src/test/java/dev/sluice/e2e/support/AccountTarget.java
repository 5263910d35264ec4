package dev.sluice.e2e.support;

import dev.sluice.testkit.fake.FakeAzure;
import dev.sluice.testkit.fake.FakeOpenAi;
import dev.sluice.testkit.fake.RecordedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The built jar whose {@code assistant_settings} lead to an account of a fake upstream. */
public final class AccountTarget implements AutoCloseable {
    private static final String MASTER_KEY = "sk-gateway-master-0123456789";
    private static final String UPSTREAM_KEY = "sk-upstream-account-0123456789";
    private static final String CONFIG = "general_settings:\n  master_key: " + MASTER_KEY + "\n";

    private final GatewayProcess gateway;
    private final Runnable closeFake;
    private final Supplier<List<RecordedRequest>> requests;

    private AccountTarget(GatewayProcess gateway, Runnable closeFake, Supplier<List<RecordedRequest>> requests) {
        this.gateway = gateway;
        this.closeFake = closeFake;
        this.requests = requests;
    }

    /** OpenAI by its environment variables; on {@code /openai} it is the default upstream. */
    public static AccountTarget openAi(Path directory) throws IOException, InterruptedException {
        FakeOpenAi fake = FakeOpenAi.start(UPSTREAM_KEY);
        return start(
                directory,
                "  custom_llm_provider: openai\n",
                Map.of("OPENAI_API_KEY", UPSTREAM_KEY, "OPENAI_API_BASE", fake.baseUrl()),
                fake::close,
                fake::requests);
    }

    /** A compatible server without a version in its base, which wants a header of its own. */
    public static AccountTarget compatible(Path directory) throws IOException, InterruptedException {
        FakeOpenAi fake = FakeOpenAi.start(UPSTREAM_KEY);
        String settings = """
              custom_llm_provider: openai
              litellm_params:
                api_key: os.environ/ASTRA_API_KEY
                api_base: os.environ/ASTRA_API_BASE
                extra_headers: {astra-api-token: AstraCS}
            """;
        Map<String, String> environment =
                Map.of("ASTRA_API_KEY", UPSTREAM_KEY, "ASTRA_API_BASE", "http://127.0.0.1:" + fake.port());
        return start(directory, settings.indent(2), environment, fake::close, fake::requests);
    }

    /** Azure by its environment variables. */
    public static AccountTarget azure(Path directory) throws IOException, InterruptedException {
        FakeAzure fake = FakeAzure.start(Set.of("gpt-4o"), UPSTREAM_KEY);
        return start(
                directory,
                "  custom_llm_provider: azure\n",
                Map.of(
                        "AZURE_API_KEY",
                        UPSTREAM_KEY,
                        "AZURE_API_BASE",
                        fake.endpoint(),
                        "AZURE_API_VERSION",
                        "2025-04-01-preview"),
                fake::close,
                fake::requests);
    }

    private static AccountTarget start(
            Path directory,
            String settings,
            Map<String, String> environment,
            Runnable closeFake,
            Supplier<List<RecordedRequest>> requests)
            throws IOException, InterruptedException {
        String config = CONFIG + "assistant_settings:\n" + settings;
        try {
            return new AccountTarget(
                    GatewayProcess.start(directory, config, new HashMap<>(environment)), closeFake, requests);
        } catch (AssertionError | IOException | InterruptedException notRunning) {
            closeFake.run();
            throw notRunning;
        }
    }

    /** The gateway under one of its paths, for instance {@code /v1}. */
    public Target at(String path) {
        return new GatewayAt(gateway.url() + path, MASTER_KEY);
    }

    /** What has reached the upstream. */
    public List<RecordedRequest> requests() {
        return requests.get();
    }

    @Override
    public void close() {
        gateway.close();
        closeFake.run();
    }
}
