package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.config.ServerSettings;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.support.ScriptedProvider.Answer;
import dev.sluice.core.support.Setup;
import dev.sluice.core.support.Streams;
import dev.sluice.core.support.TestCall;
import dev.sluice.core.support.TestGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body names behind the part that is kept: obeyed, none of the gateway's business, or broken off; never let by. */
class LateNamesTest {
    private static final String HEADER = "X-LiteLLM-Target-Model";
    private static final String PAD = "'pad':'" + "x".repeat(2000) + "'";
    private static final HttpReply FINE =
            new HttpReply(200, Headers.of("Content-Type", "application/json"), Body.EMPTY);

    /** Whole bodies that reached an upstream. */
    private final List<String> arrived = new ArrayList<>();

    private TestGateway gateway(long limit, long budget, String... groups) {
        TestGateway gateway = Setup.of(groups)
                .defaultUpstream(true)
                .server(new ServerSettings(
                        Optional.empty(), Optional.empty(), Duration.ofSeconds(1), limit, budget, 0, 0, "off"))
                .start();
        Answer reading = (deployment, request) -> read(request.bodyNaming(deployment.upstreamModel()));
        gateway.upstream.otherwise(reading);
        return gateway;
    }

    private CompletionStage<HttpReply> read(Body body) {
        CompletableFuture<String> text = Streams.text(body);
        return text.thenApply(whole -> {
            arrived.add(whole);
            return FINE;
        });
    }

    private static TestCall large(String path, @Nullable String header, String body) {
        TestCall call = TestCall.post(path, chunks(body.replace("PAD", PAD).replace('\'', '"')));
        return header == null ? call : call.header(HEADER, header);
    }

    private static String[] chunks(String body) {
        return body.split("(?<=\\G.{100})");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                // path | header | body | what is said of it
                "/x|-|{PAD,'target_model_names':'a'}|it names none",
                "/x|-|{'model':'a',PAD,'target_model_names':'b'}|leave it out and name the model by the header",
                "/x|-|{'model':'zz',PAD,'target_model_names':'b'}|leave it out and name the model by the header",
                "/x|-|{'target_model_names':'a',PAD,'model':'b'}|Send it first",
                "/x|-|{'target_model_names':'a',PAD,'model':'zz'}|Send it first",
                "/x|-|{PAD,'model':'a'}|Put 'model' first",
                "/x|a|{PAD,'model':'a'}|Send it first",
                "/x|a|{PAD,'model':'zz'}|Send it first",
                "/x|a|{PAD,'target_model_names':'b'}|leave it out and name the model by the header",
                "/x|a|{PAD,'target_model_names':'b','model':'a'}|leave it out and name the model by the header",
                "/x?target_model_names=a|-|{PAD,'model':'zz'}|Send it first",
                "/deployments/a/chat/completions|-|{PAD,'model':'zz'}|Send it first",
                "/deployments/a/chat/completions|-|{PAD,'model':null}|Send it first",
            })
    void aJsonBodyThatNamesThemLateIsRefusedAndArrivesNowhere(String path, String header, String body, String said) {
        HttpReply reply = gateway(1000, 1 << 20, "a", "b").call(large(path, header, body));

        assertThat(reply.status()).isEqualTo(413);
        assertThat(Streams.text(reply.body()).join())
                .contains(said, "replay_limit_mb", "\"type\":\"invalid_request_error\"", "\"param\":\"");
        assertThat(arrived).isEmpty();
    }

    @Test
    void whatTheRefusalRecommendsWorks() {
        TestGateway gateway = gateway(1000, 1 << 20, "a", "b");

        assertThat(gateway.call(large("/x", null, "{'model':'a',PAD}")).status())
                .isEqualTo(200);
        assertThat(gateway.call(large("/x", null, "{'target_model_names':'a','model':'zz',PAD}"))
                        .status())
                .isEqualTo(200);
        assertThat(gateway.call(large("/x", "a", "{'model':'zz',PAD}")).status())
                .isEqualTo(200);
        assertThat(gateway.call(large("/x", "a", "{PAD}")).status()).isEqualTo(200);

        assertThat(gateway.called()).containsOnly("a-id");
        String pad = PAD.replace('\'', '"');
        assertThat(arrived)
                .containsExactly(
                        "{\"model\":\"upstream-a\"," + pad + "}",
                        "{\"model\":\"upstream-a\"," + pad + "}",
                        "{\"model\":\"upstream-a\"," + pad + "}",
                        "{" + pad + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{PAD,'nested':{'model':'a','target_model_names':'b'}}", "{PAD,'text':'\\'model\\':'}"})
    void whatOnlyLooksAlikeGoesThrough(String body) {
        TestGateway gateway = gateway(1000, 1 << 20, "a");

        assertThat(gateway.call(large("/x", "a", body)).status()).isEqualTo(200);
        assertThat(arrived).hasSize(1);
    }

    @Test
    void withoutModelsOfItsOwnTheGatewayHasNothingToRename() {
        TestGateway gateway = gateway(1000, 1 << 20);

        assertThat(gateway.call(large("/x", null, "{PAD,'model':'gpt-4'}")).status())
                .isEqualTo(200);
        assertThat(gateway.call(large("/x", null, "{PAD,'target_model_names':'gpt-4'}"))
                        .status())
                .isEqualTo(413);
        assertThat(arrived).hasSize(1);
    }

    @Test
    void whereOnlyTheBudgetIsUsedUpThatIsSaid() {
        HttpReply reply = gateway(1 << 20, 500, "a").call(large("/x", "a", "{PAD,'model':'a'}"));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(Streams.text(reply.body()).join()).contains("replay_budget_mb", "try again later");
        assertThat(arrived).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // header, field, value, answer
                "-,target_model_names,a,413",
                "-,target_model_names[],a,413",
                "a,target_model_names,b,413",
                "-,model,a,413",
                "a,model,zz,413",
                "-,model,zz,200",
                "-,purpose,batch,200",
                "a,purpose,batch,200",
            })
    void aFormIsBrokenOffWhereItNamesThemBehindItsFile(String header, String field, String value, int status) {
        String file =
                "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n" + "x".repeat(2000);
        String late = "\r\n--xyz\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value
                + "\r\n--xyz--\r\n";
        TestCall call = TestCall.form("/files", file, late);

        HttpReply reply = gateway(1000, 1 << 20, "a", "b").call(header == null ? call : call.header(HEADER, header));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(arrived).hasSize(status == 200 ? 1 : 0);
    }
}
