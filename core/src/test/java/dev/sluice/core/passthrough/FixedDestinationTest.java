package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.support.ScriptedProvider.Answer;
import dev.sluice.core.support.ScriptedProvider.Asked;
import dev.sluice.core.support.Setup;
import dev.sluice.core.support.TestCall;
import dev.sluice.core.support.TestGateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /** These are the gateway's key, by any name that it may have. */
    private static final Set<String> KEYS = Set.of("authorization", "api-key", "x-api-key");

    private static final int DEEPEST = 5;

    private final Random random = new Random(7);

    /** Every name that OpenAI's API knows, and those above. */
    static List<String> everyName() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(FixedDestinationTest.class.getResourceAsStream("openai-fields.txt"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.concat(text.lines().filter(line -> !line.startsWith("#")), NAMES.stream())
                    .toList();
        }
    }

    /** Of each name at the top, deep inside, in the query, as a header and in a form; each with every kind of value. */
    @Test
    void whateverAnyFieldOfTheApiSaysWhereverItStands() throws IOException {
        List<String> names = everyName();
        assertThat(names).hasSizeGreaterThan(700).contains("thread_id", "input_file_id", "deployment_id");
        for (String name : names) {
            for (String value : VALUES) {
                boolean named = random.nextBoolean();
                goesWhereItsModelSays(inJson(name, value, named), named);
                goesWhereItsModelSays(inForm(name, value, named), named);
            }
        }
    }

    private static void goesWhereItsModelSays(TestCall call, boolean named) {
        TestGateway gateway = Setup.of(List.of(
                        Setup.deployment("a-id", "a", Setup.account("a")),
                        Setup.deployment("b-id", "b", Setup.account("b"))))
                .defaultUpstream(true)
                .start();
        gateway.upstream.otherwise((deployment, request) ->
                Answer.json(request.method().equals("GET") ? 404 : 200, "{}").to(deployment, request));

        int status = gateway.call(call).status();

        assertThat(status).as(call.toString()).isEqualTo(200);
        Asked asked = gateway.upstream.asked.get(gateway.upstream.asked.size() - 1);
        assertThat(asked.deployment().id()).as(call.toString()).isEqualTo(named ? "a-id" : "default");
        assertThat(asked.request().path()).isEqualTo("/x");
        assertThat(gateway.upstream.asked)
                .as("changed in one account only")
                .filteredOn(each -> !each.request().method().equals("GET"))
                .hasSize(1);
    }

    private TestCall inJson(String name, String value, boolean named) {
        StringBuilder body = new StringBuilder("{");
        if (!name.equals("model")) {
            body.append(quoted(name)).append(':').append(value).append(',');
        }
        body.append("\"deep\":").append(nested(name, value, 1 + random.nextInt(DEEPEST)));
        String rest = named ? ",\"model\":\"a\"}" : "}";
        TestCall call = TestCall.post("/x?" + inQuery(name) + "=" + bare(value), body + rest);
        String header = name.replaceAll("[^A-Za-z0-9]", "-");
        return KEYS.contains(header.toLowerCase(Locale.ROOT))
                ? call
                : call.header(header, bare(value)).header("X-" + header, bare(value));
    }

    private String nested(String name, String value, int depth) {
        String inner = depth == 0 ? value : nested(name, value, depth - 1);
        return random.nextBoolean()
                ? "{" + quoted(name) + ":" + inner + "}"
                : "[" + inner + ",{" + quoted(name) + ":" + value + "}]";
    }

    private TestCall inForm(String name, String value, boolean named) {
        String field = name.equals("model") ? "models" : name;
        String form = part(field, bare(value)) + part(field + "[]", bare(value)) + part("file\"; filename=\"f", value);
        return TestCall.form("/x", form + (named ? part("model", "a") : "") + "--xyz--\r\n");
    }

    private static String part(String name, String value) {
        return "--xyz\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String inQuery(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    private static String bare(String value) {
        return value.replace("\"", "");
    }

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
