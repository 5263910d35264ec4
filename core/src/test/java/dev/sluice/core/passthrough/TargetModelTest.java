package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.HttpReply;
import dev.sluice.core.support.Setup;
import dev.sluice.core.support.Streams;
import dev.sluice.core.support.TestCall;
import dev.sluice.core.support.TestGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which group a call names, and what is left of the naming when it goes upstream. */
class TargetModelTest {
    private static final String HEADER = "X-LiteLLM-Target-Model";

    private final TestGateway gateway =
            Setup.of("a", "b", "c", "d").defaultUpstream(true).start();

    private String sent() {
        return Streams.text(gateway.requests().get(0).body()).join();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            nullValues = "-",
            value = {
                // header | query | body | goes to
                "a | target_model_names=b | {'target_model_names':'c','model':'d'} | a-id",
                "- | target_model_names=b | {'target_model_names':'c','model':'d'} | c-id",
                "- | target_model_names=b | {'model':'d'} | b-id",
                "- | target_model_names=b,c | {} | b-id",
                "- | target_model_names[]=c&target_model_names[]=b | {} | c-id",
                "- | x=1&target_model_names%5B%5D=c | {} | c-id",
                "- | - | {'model':'d'} | d-id",
                "- | - | {'target_model_names':['b','c']} | b-id",
                "- | - | {'target_model_names':' b , c '} | b-id",
                "b, c | - | {'model':'d'} | b-id",
                "[\"b\", \"c\"] | - | {'model':'d'} | b-id",
                "[\"b\"] | target_model_names=a | {'model':'d'} | b-id",
                "- | target_model_names=[\"b\",\"c\"] | {'model':'d'} | b-id",
                "- | target_model_names=%5B%22b%22%2C%22c%22%5D | {'model':'d'} | b-id",
                "- | target_model_names[]=%5B%22c%22%5D | {} | c-id",
                "' ' | - | {'model':'d'} | d-id",
                "- | target_model_names= | {'model':'d'} | d-id",
                "- | - | {'model':'nobody'} | default",
                "- | - | {} | default",
            })
    void theFirstThatIsNamedCounts(String header, String query, String body, String deployment) {
        TestCall call = TestCall.post("/x" + (query == null ? "" : "?" + query), body.replace('\'', '"'));

        gateway.call(header == null ? call : call.header(HEADER, header));

        assertThat(gateway.called()).containsExactly(deployment);
        assertThat(gateway.requests().get(0).headers().contains(HEADER)).isFalse();
        assertThat(gateway.requests().get(0).query() + sent()).doesNotContain("target_model_names");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // as the client wrote it | as it goes upstream
                "{\"target_model_names\":\"a\",\"x\":1}|{\"x\":1}",
                "{\"x\":1,\"target_model_names\":\"a\",\"y\":2}|{\"x\":1,\"y\":2}",
                "{\"x\":1,\"target_model_names\":\"a\"}|{\"x\":1}",
                "{\"target_model_names\":\"a\"}|{}",
                "{ \"x\" : 1 ,  \"target_model_names\" : [ \"a\" , \"b\" ]  , \"y\" : 2 }|{ \"x\" : 1 ,   \"y\" : 2 }",
                "{ \"x\" : 1 ,  \"target_model_names\" : [ \"a\" ] }|{ \"x\" : 1  }",
                "{  \"target_model_names\" : \"a\"  }|{    }",
                "{\"target_model\\u005fnames\":\"a\",\"x\":1}|{\"x\":1}",
                "{\"target_model_names\":\"a\",\"x\":{\"target_model_names\":\"b\"}}|{\"x\":{\"target_model_names\":\"b\"}}",
                "{\"x\":\",\\\"target_model_names\\\":1\",\"target_model_names\":\"a\"}|{\"x\":\",\\\"target_model_names\\\":1\"}",
                "{\"x\":[{\"target_model_names\":\"b\"}],\"target_model_names\":\"a\"}|{\"x\":[{\"target_model_names\":\"b\"}]}",
                "{\"target_model_names\":\"a\",\"target_model_name\":1}|{\"target_model_name\":1}",
                "{\"a\":\"ü€😀\",\"target_model_names\":\"a\",\"b\":\"\\u00fc\"}|{\"a\":\"ü€😀\",\"b\":\"\\u00fc\"}",
            })
    void isTakenOutOfTheBodyWhereverItsBytesAreCut(String body, String expected) {
        byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String raw = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        String rawExpected = new String(
                expected.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                java.nio.charset.StandardCharsets.ISO_8859_1);
        for (int cut = 0; cut <= raw.length(); cut++) {
            TestGateway fresh = Setup.of("a", "b").start();
            fresh.call(TestCall.post("/x", raw.substring(0, cut), raw.substring(cut)));
            assertThat(fresh.called()).as("cut at %d", cut).containsExactly("a-id");
            assertThat(Streams.text(fresh.requests().get(0).body()).join())
                    .as("cut at %d", cut)
                    .isEqualTo(rawExpected);
        }
    }

    @Test
    void theModelIsStillNamedAsTheUpstreamDoesAroundWhatIsTakenOut() {
        gateway.call(TestCall.post("/x", "{\"target_model_names\":\"a\",\"model\":\"zz\",\"n\":1}"));
        gateway.call(TestCall.post("/x", "{\"model\":\"zz\",\"target_model_names\":\"a\"}"));

        assertThat(gateway.requests())
                .extracting(request -> Streams.text(request.bodyNaming("gpt-4")).join())
                .containsExactly("{\"model\":\"gpt-4\",\"n\":1}", "{\"model\":\"gpt-4\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"target_model_names\":\"nobody\",\"model\":\"a\"}",
                "{\"target_model_names\":[\"nobody\",\"a\"]}",
            })
    void whatIsNamedAndUnknownIsRefusedWithTheKnownOnes(String body) {
        HttpReply reply = gateway.call(TestCall.post("/x", body));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(Streams.text(reply.body()).join())
                .contains(
                        "known models: a, b, c, d",
                        "\"type\":\"invalid_request_error\"",
                        "\"code\":\"model_not_found\"");
        assertThat(gateway.called()).isEmpty();
    }

    @Test
    void theHeaderTheQueryAndTheFormAreRefusedAlike() {
        assertThat(gateway.call(TestCall.get("/files").header(HEADER, "nobody")).status())
                .isEqualTo(400);
        assertThat(gateway.call(TestCall.get("/files?target_model_names=nobody"))
                        .status())
                .isEqualTo(400);
        for (String list : new String[] {"[\"nobody\",\"a\"]", "[]", "[1]", "[", "[\"\",\"a\"]"}) {
            assertThat(gateway.call(TestCall.get("/files").header(HEADER, list)).status())
                    .as(list)
                    .isEqualTo(400);
        }
        assertThat(gateway.call(TestCall.form("/files", field("target_model_names", "nobody") + "--xyz--\r\n"))
                        .status())
                .isEqualTo(400);
        assertThat(gateway.called()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"target_model_names\":1}",
                "{\"target_model_names\":null}",
                "{\"target_model_names\":[]}",
                "{\"target_model_names\":[1]}",
                "{\"target_model_names\":\"\"}",
                "{\"target_model_names\":{\"a\":1}}",
                "{\"target_model_names\":\"a\",\"target_model_names\":\"b\"}",
                "{\"target_model_names\":\"a\",\"target_model\\u005fnames\":\"a\"}",
            })
    void whatNamesNothingIsRefused(String body) {
        HttpReply reply = gateway.call(TestCall.post("/x", body));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(Streams.text(reply.body()).join()).contains("\"param\":\"target_model_names\"");
        assertThat(gateway.called()).isEmpty();
    }

    @Test
    void aListMayBeLong() {
        String names = "\"a\"" + ",\"another-model-with-a-long-name\"".repeat(100);
        gateway.call(TestCall.post("/x", "{\"target_model_names\":[" + names + "],\"x\":1}"));

        assertThat(gateway.called()).containsExactly("a-id");
        assertThat(sent()).isEqualTo("{\"x\":1}");
    }

    @Test
    void theRestOfTheQueryStaysAsItWas() {
        gateway.call(TestCall.get("/files?a=%20+b&target_model_names=a&&c&target_model_names[]=b&limit=1"));

        assertThat(gateway.called()).containsExactly("a-id");
        assertThat(gateway.requests().get(0).query()).isEqualTo("a=%20+b&&c&limit=1");
    }

    @Test
    void aFormsFieldsAreTakenOutWherverTheyStand() {
        String file = String.join(
                "\r\n",
                "--xyz",
                "Content-Disposition: form-data; name=\"file\"; filename=\"data.jsonl\"",
                "Content-Type: application/octet-stream",
                "",
                "{\"target_model_names\":1}",
                "--xy",
                "",
                "");
        String purpose = field("purpose", "batch");
        String end = "--xyz--\r\n";
        for (String target : new String[] {
            field("target_model_names", "a"),
            field("target_model_names", "a, b"),
            field("target_model_names", "[\"a\", \"b\"]"),
            field("target_model_names[]", "a") + field("target_model_names[]", "b"),
        }) {
            for (String[] parts :
                    new String[][] {{target, file, purpose}, {file, target, purpose}, {file, purpose, target}}) {
                String body = String.join("", parts) + end;
                for (int cut = 0; cut <= body.length(); cut += 7) {
                    TestGateway fresh = Setup.of("a", "b").start();
                    fresh.call(TestCall.form("/files", body.substring(0, cut), body.substring(cut)));
                    assertThat(fresh.called()).as(body).containsExactly("a-id");
                    assertThat(Streams.text(fresh.requests().get(0).body()).join())
                            .isEqualTo(file + purpose + end);
                }
            }
        }
    }

    @Test
    void aFormsModelIsNamedAsTheUpstreamDoes() {
        String file = "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp3\"\r\n\r\n\0\1\2\r\n";
        String body = file + field("model", "a") + field("language", "en") + "--xyz--\r\n";
        gateway.call(TestCall.form("/audio/transcriptions", body));

        assertThat(gateway.called()).containsExactly("a-id");
        assertThat(Streams.text(gateway.requests().get(0).bodyNaming("whisper-1"))
                        .join())
                .isEqualTo(file + field("model", "whisper-1") + field("language", "en") + "--xyz--\r\n");
    }

    private static String field(String name, String value) {
        return "--xyz\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }
}
