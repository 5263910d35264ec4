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

/** The doors, and models that are named in paths. */
class PathModelTest {
    private final TestGateway gateway =
            Setup.of("gpt-4", "o1/mini").defaultUpstream(true).start();

    @ParameterizedTest
    @CsvSource({
        "/deployments/gpt-4/chat/completions, gpt-4-id, /chat/completions",
        "/deployments/o1%2Fmini/embeddings, o1/mini-id, /embeddings",
        "/engines/gpt-4/completions, gpt-4-id, /completions",
        "/v1/engines/gpt-4/embeddings, gpt-4-id, /v1/embeddings",
        "/openai/deployments/gpt-4/images/generations, gpt-4-id, /images/generations",
        "/deployments/nobody/chat/completions, default, /deployments/nobody/chat/completions",
        "/engines/davinci/completions, default, /engines/davinci/completions",
        "/deployments/gpt-4, default, /deployments/gpt-4",
        "/deployments//x, default, /deployments//x",
        "/deployments/%zz/x, default, /deployments/%zz/x",
        "/engines, default, /engines",
    })
    void namesTheGroupWhereItIsOne(String path, String deployment, String upstreamPath) {
        gateway.call(TestCall.post(path + "?api-version=2024-10-21", "{}"));

        assertThat(gateway.called()).containsExactly(deployment);
        assertThat(gateway.requests().get(0).path()).isEqualTo(upstreamPath);
    }

    @Test
    void isOutrankedByWhatTheCallNamesByItself() {
        TestCall call = TestCall.post("/deployments/gpt-4/chat/completions", "{\"target_model_names\":\"o1/mini\"}");
        gateway.call(call);

        assertThat(gateway.called()).containsExactly("o1/mini-id");
        assertThat(gateway.requests().get(0).path()).isEqualTo("/chat/completions");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{\"model\":\"up\"}",
                "{ }|{\"model\":\"up\" }",
                "{\"a\":1}|{\"model\":\"up\",\"a\":1}",
                "` { \"a\":{}}`|` {\"model\":\"up\", \"a\":{}}`",
                "{\"model\":\"gpt-4\",\"a\":1}|{\"model\":\"up\",\"a\":1}",
                "{\"a\":1,\"model\":\"other\"}|{\"a\":1,\"model\":\"up\"}",
                "{\"a\":1,\"model\":null}|{\"a\":1,\"model\":\"up\"}",
                "[]|[]",
            })
    void isWrittenIntoABodyThatNamesNone(String body, String expected) {
        gateway.call(TestCall.post("/deployments/gpt-4/chat/completions", body));

        assertThat(gateway.called()).containsExactly("gpt-4-id");
        assertThat(Streams.text(gateway.requests().get(0).bodyNaming("up")).join())
                .isEqualTo(expected);
    }

    @Test
    void nativeRoutesServeGroupsOnly() {
        HttpReply body = gateway.call(
                TestCall.post("/v1/chat/completions", "{\"model\":\"nobody\"}").nativeRoute());
        HttpReply path =
                gateway.call(TestCall.post("/engines/davinci/completions", "{}").nativeRoute());

        assertThat(body.status()).isEqualTo(400);
        assertThat(path.status()).isEqualTo(400);
        assertThat(Streams.text(body.body()).join()).contains("gpt-4, o1/mini");
        assertThat(gateway.called()).isEmpty();
    }

    @Test
    void nativeRoutesPassOnWhatNamesNoModel() {
        gateway.call(TestCall.post("/v1/threads", "{}").nativeRoute());
        gateway.call(TestCall.get("/v1/files").nativeRoute());
        gateway.call(
                TestCall.post("/v1/chat/completions", "{\"model\":\"gpt-4\"}").nativeRoute());

        assertThat(gateway.called()).containsExactly("default", "default", "gpt-4-id");
    }

    @Test
    void withoutGroupsANativeRouteIsAPassThrough() {
        TestGateway bare = Setup.of().defaultUpstream(true).start();
        bare.call(TestCall.post("/v1/chat/completions", "{\"model\":\"any\"}").nativeRoute());
        bare.call(TestCall.post("/engines/davinci/completions", "{}").nativeRoute());

        assertThat(bare.called()).containsExactly("default", "default");
        assertThat(bare.requests().get(1).path()).isEqualTo("/engines/davinci/completions");
    }
}
