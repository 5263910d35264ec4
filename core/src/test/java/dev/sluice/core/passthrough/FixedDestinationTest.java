package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.support.Setup;
import dev.sluice.core.support.TestCall;
import dev.sluice.core.support.TestGateway;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No field and no header but those that name a model changes where a call goes. */
class FixedDestinationTest {
    private static final List<String> NAMES = List.of(
            "api_base",
            "base_url",
            "api_key",
            "api_version",
            "api_type",
            "organization",
            "custom_llm_provider",
            "deployment_id",
            "azure_endpoint",
            "endpoint",
            "host",
            "url",
            "proxy",
            "litellm_params",
            "extra_headers",
            "extra_body",
            "extra_query",
            "metadata",
            "fallbacks",
            "mock_response",
            "num_retries",
            "router_settings_override",
            "target_model",
            "target_models",
            "target-model-names",
            "Model",
            "model_name",
            "model_info",
            "models",
            "user");
    private static final List<String> HEADERS = List.of(
            "X-Api-Base",
            "Base-Url",
            "OpenAI-Base-Url",
            "X-Forwarded-Host",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "Forwarded",
            "X-Original-URL",
            "X-Rewrite-URL",
            "X-Host",
            "Host",
            "OpenAI-Organization",
            "OpenAI-Project",
            "X-LiteLLM-Api-Base",
            "x-litellm-model",
            "x-litellm-target",
            "x-litellm-deployment",
            "x-litellm-timeout",
            "Location",
            "Referer",
            "Origin",
            "Via",
            "X-Target-Model",
            "Proxy-Authorization",
            "OpenAI-Beta");
    private static final String[] VALUES = {
        "\"https://evil.test/v1\"",
        "\"evil.test\"",
        "\"b\"",
        "\"b-id\"",
        "\"default\"",
        "[\"b\"]",
        "null",
        "true",
        "1",
        "{\"model\":\"b\",\"api_base\":\"https://evil.test\",\"target_model_names\":\"b\"}",
        "\"\\\"model\\\":\\\"b\\\"\""
    };

    private final Random random = new Random(7);

    @Test
    void whateverTheBodyAndTheHeadersSay() {
        for (int round = 0; round < 5_000; round++) {
            TestGateway gateway = Setup.of("a", "b").defaultUpstream(true).start();
            boolean named = random.nextBoolean();
            StringBuilder body = new StringBuilder("{");
            for (int i = random.nextInt(5); i > 0; i--) {
                body.append(quoted(one(NAMES)))
                        .append(':')
                        .append(VALUES[random.nextInt(VALUES.length)])
                        .append(',');
            }
            body.append(named ? "\"model\":\"a\"" : "\"x\":1").append('}');
            TestCall call = TestCall.post("/x?" + one(NAMES) + "=https://evil.test/b", body.toString());
            for (int i = random.nextInt(5); i > 0; i--) {
                call = call.header(one(HEADERS), VALUES[random.nextInt(VALUES.length)].replace("\"", ""));
            }

            gateway.call(random.nextBoolean() ? call : call.nativeRoute());

            assertThat(gateway.called()).as(body.toString()).containsExactly(named ? "a-id" : "default");
            assertThat(gateway.requests().get(0).path()).isEqualTo("/x");
        }
    }

    /** Half of the names have a letter escaped, as only a JSON reader understands it. */
    private String quoted(String name) {
        Matcher letter = Pattern.compile("[a-z]").matcher(name);
        return random.nextBoolean() || !letter.find()
                ? '"' + name + '"'
                : '"'
                        + name.replaceFirst(
                                "[a-z]",
                                "\\\\u00" + Integer.toHexString(letter.group().charAt(0)))
                        + '"';
    }

    private String one(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
