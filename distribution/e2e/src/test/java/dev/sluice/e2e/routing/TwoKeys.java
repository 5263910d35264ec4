package dev.sluice.e2e.routing;

import dev.sluice.e2e.support.GatewayProcess;
import dev.sluice.testkit.fake.FakeOpenAi;
import dev.sluice.testkit.fake.RecordedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The gateway of the page "router models": its configuration word for word, its keys in the environment. */
final class TwoKeys implements AutoCloseable {
    private static final String CONFIG = """
            model_list:
              # Deployment 1
              - model_name: gpt-4
                litellm_params:
                  model: openai/gpt-4
                  api_key: os.environ/OPENAI_API_KEY_1 # reads from environment

              # Deployment 2
              - model_name: gpt-4
                litellm_params:
                  model: openai/gpt-4
                  api_key: os.environ/OPENAI_API_KEY_2 # reads from environment
            """;
    private static final String FIRST = "your-first-api-key";
    private static final String SECOND = "your-second-api-key";
    private static final String DEFAULT = "the-key-of-the-default-upstream";

    private final FakeOpenAi upstream = FakeOpenAi.start(FIRST, SECOND, DEFAULT);
    private final GatewayProcess gateway;

    TwoKeys(Path directory) throws IOException, InterruptedException {
        gateway = GatewayProcess.start(
                directory,
                CONFIG,
                Map.of(
                        "OPENAI_API_KEY_1", FIRST,
                        "OPENAI_API_KEY_2", SECOND,
                        "OPENAI_API_KEY", DEFAULT,
                        "OPENAI_API_BASE", upstream.baseUrl()));
    }

    String endpoint() {
        return gateway.url();
    }

    String url() {
        return endpoint() + "/openai";
    }

    FakeOpenAi upstream() {
        return upstream;
    }

    /** How many of the recorded calls of that kind the first key served, and how many the second. */
    int[] served(String method, String path) {
        int[] counts = new int[2];
        for (RecordedRequest request : upstream.requests()) {
            if (request.method().equals(method) && request.target().equals(path)) {
                counts[0] += request.account().filter(FIRST::equals).isPresent() ? 1 : 0;
                counts[1] += request.account().filter(SECOND::equals).isPresent() ? 1 : 0;
            }
        }
        return counts;
    }

    @Override
    public void close() {
        gateway.close();
        upstream.close();
    }
}
