package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fault.DeadPort;
import dev.sluice.testkit.fault.Faults;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.RawResponse;
import dev.sluice.testkit.fault.RecordedRequest;
import dev.sluice.testkit.fault.Script;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Upstreams that break the rules: what the client sees, and that a spoilt connection is never used again. */
final class UpstreamFaultsIT {
    private static final String CHECK = "/check";
    private static final FaultyUpstream UPSTREAM = FaultyUpstream.answering(UpstreamFaultsIT::script);

    @TempDir
    static Path directory;

    private static Rig rig;

    private static Script script(RecordedRequest request) {
        return switch (request.target()) {
            case "/early-hints" -> Faults.earlyHints();
            case "/continue-twice" -> Faults.continueTwice();
            case "/no-content-with-body" -> Faults.noContentWithBody();
            case "/not-modified-with-body" -> Faults.notModifiedWithBody();
            case "/length-and-chunked" -> Faults.lengthAndChunked();
            case "/extra-bytes" -> Faults.extraBytesAfterBody();
            case "/cut-mid-length" -> Faults.cutMidLength();
            case "/cut-mid-chunk" -> Faults.cutMidChunk();
            case "/cut-between-chunks" -> Faults.cutBetweenChunks();
            case "/cut-mid-head" -> Faults.cutMidHead();
            case "/close-before-head" -> Faults.closeBeforeHead();
            case "/reset-before-head" -> Faults.resetBeforeHead();
            case "/garbage" -> Faults.garbage();
            case "/silent" -> Faults.neverAnswers();
            default -> Script.answer("200 OK", "checked");
        };
    }

    @BeforeAll
    static void start() throws Exception {
        rig = Rig.upstream(UPSTREAM.port()).litellm("request_timeout: 0.3").start(directory);
    }

    @AfterAll
    static void stop() {
        rig.close();
        UPSTREAM.close();
    }

    private static RawResponse call(String target) throws Exception {
        try (RawHttpClient client = rig.connect()) {
            return client.request("GET", "/openai" + target, Rig.HOST, Rig.AUTH).readResponse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/early-hints", "/continue-twice"})
    void interimAnswersDoNotMatter(String target) throws Exception {
        RawResponse answer = call(target);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("ok");
        assertThat(call(CHECK).text()).isEqualTo("checked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/early-hints",
                "/continue-twice",
                "/no-content-with-body",
                "/not-modified-with-body",
                "/length-and-chunked",
                "/extra-bytes",
                "/cut-mid-length",
                "/cut-mid-chunk",
                "/cut-between-chunks",
                "/cut-mid-head",
                "/garbage"
            })
    void aSpoiltConnectionIsNeverUsedAgain(String target) throws Exception {
        RawResponse answer = call(target);
        System.out.printf("%s: %s, body %s %s%n", target, answer.head().statusLine(), answer.text(), answer.end());
        assertThat(answer.text()).doesNotContain("poison").doesNotContain("ghost");
        if (target.startsWith("/cut") && answer.status() == 200) {
            assertThat(answer.end()).isNotEqualTo(RawResponse.End.COMPLETE);
        }
        int spoilt = UPSTREAM.requests()
                .get(UPSTREAM.requests().size() - 1)
                .connection()
                .number();
        for (int i = 0; i < 3; i++) {
            RawResponse next = call(CHECK);
            assertThat(next.status()).isEqualTo(200);
            assertThat(next.text()).isEqualTo("checked");
            assertThat(UPSTREAM.requests()
                            .get(UPSTREAM.requests().size() - 1)
                            .connection()
                            .number())
                    .isNotEqualTo(spoilt);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/close-before-head, 502, upstream_closed",
        "/reset-before-head, 502, upstream_closed",
        "/silent, 504, upstream_timeout"
    })
    void theGatewaysOwnFailuresHaveOpenAisShape(String target, int status, String code) throws Exception {
        isOpenAiShaped(call(target), status, code);
    }

    @Test
    void unreachableIs502(@TempDir Path own) throws Exception {
        try (DeadPort dead = DeadPort.refusing();
                Rig lonely = Rig.upstream(dead.origin().port()).start(own);
                RawHttpClient client = lonely.connect()) {
            client.request("GET", "/openai/x", Rig.HOST, Rig.AUTH);
            isOpenAiShaped(client.readResponse(), 502, "upstream_unreachable");
        }
    }

    private static void isOpenAiShaped(RawResponse answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text())
                .matches("\\{\"error\":\\{\"message\":\".+\",\"type\":\"server_error\",\"param\":null," + "\"code\":\""
                        + code + "\"}}");
    }
}
