package dev.sluice.e2e.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.sluice.e2e.node.NodeWalks;
import dev.sluice.e2e.python.PythonScripts;
import dev.sluice.e2e.support.GatewayProcess;
import dev.sluice.testkit.fault.Faults;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.RecordedRequest;
import dev.sluice.testkit.fault.Script;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SDKs that retry twice by themselves, in front of a gateway that retries once: nothing is multiplied. */
final class SdkRetriesIT {
    private static final String KEY = "sk-gateway-of-retries-0123456789";

    /** How many attempts an upstream may see of one call, by the way in which it fails. */
    private static final Map<String, Integer> MOST = new LinkedHashMap<>();

    static {
        MOST.put("limited", 2);
        MOST.put("broken", 2);
        MOST.put("busy", 2);
        MOST.put("conflict", 2);
        MOST.put("refused", 1);
        MOST.put("reset", 1);
        MOST.put("closed", 1);
        MOST.put("cut", 1);
        MOST.put("silent", 1);
    }

    @TempDir
    private Path directory;

    private static Script script(RecordedRequest request) {
        return switch (modelOf(request)) {
            case "limited" -> error("429 Too Many Requests");
            case "broken" -> error("500 Internal Server Error");
            case "busy" -> error("503 Service Unavailable");
            case "conflict" -> error("409 Conflict");
            case "refused" -> error("400 Bad Request");
            case "reset" -> Faults.resetBeforeHead();
            case "closed" -> Faults.closeBeforeHead();
            case "cut" -> Faults.cutMidHead();
            default -> Faults.neverAnswers();
        };
    }

    private static Script error(String status) {
        return Script.answer(
                status,
                "{\"error\":{\"message\":\"scripted\",\"type\":\"x\",\"code\":null}}",
                "Content-Type: application/json");
    }

    private static String modelOf(RecordedRequest request) {
        return request.target().split("/", 3)[1];
    }

    @Test
    void java() throws Exception {
        Map<String, Long> seen = seen(url -> {
            OpenAIClient client =
                    OpenAIOkHttpClient.builder().baseUrl(url).apiKey(KEY).build();
            try {
                MOST.keySet()
                        .forEach(model -> assertThatExceptionOfType(OpenAIServiceException.class)
                                .as(model)
                                .isThrownBy(() -> client.chat()
                                        .completions()
                                        .create(ChatCompletionCreateParams.builder()
                                                .model(model)
                                                .addUserMessage("hello")
                                                .build())));
            } finally {
                client.close();
            }
        });
        assertNothingIsMultiplied(seen);
    }

    @Test
    void node() throws Exception {
        assertNothingIsMultiplied(seen(url -> NodeWalks.run(
                "retries.mjs", Map.of("BASE_URL", url, "API_KEY", KEY, "MODELS", String.join(",", MOST.keySet())))));
    }

    @Test
    void python() throws Exception {
        PythonScripts python = PythonScripts.orSkip();
        assertNothingIsMultiplied(seen(url -> python.run(
                "retries.py",
                directory,
                Map.of("BASE_URL", url, "API_KEY", KEY, "MODELS", String.join(",", MOST.keySet())))));
    }

    private static void assertNothingIsMultiplied(Map<String, Long> seen) {
        System.out.println("Attempts: " + seen);
        assertThat(seen).containsOnlyKeys(MOST.keySet());
        MOST.forEach((model, most) -> assertThat(seen.get(model)).as(model).isEqualTo(most.longValue()));
    }

    /** How many requests for each model the upstream saw. */
    private Map<String, Long> seen(Calls calls) throws Exception {
        try (FaultyUpstream upstream = FaultyUpstream.answering(SdkRetriesIT::script);
                GatewayProcess gateway =
                        GatewayProcess.start(directory, config(upstream.port()), Map.of("GATEWAY_KEY", KEY))) {
            calls.make(gateway.url() + "/openai/v1");
            List<RecordedRequest> requests = upstream.requests();
            return requests.stream().collect(Collectors.groupingBy(SdkRetriesIT::modelOf, Collectors.counting()));
        }
    }

    private static String config(int port) {
        StringBuilder config = new StringBuilder("model_list:\n");
        MOST.keySet()
                .forEach(model -> List.of("one", "two")
                        .forEach(key -> config.append("  - model_name: ")
                                .append(model)
                                .append("\n    litellm_params:\n      model: openai/gpt-4\n      api_key: ")
                                .append(key)
                                .append("\n      timeout: 0.5\n      api_base: http://127.0.0.1:")
                                .append(port)
                                .append('/')
                                .append(model)
                                .append("/v1\n")));
        return config.append(
                        "router_settings:\n  num_retries: 1\ngeneral_settings:\n  master_key: os.environ/GATEWAY_KEY\n")
                .toString();
    }

    private interface Calls {
        void make(String url) throws Exception;
    }
}
