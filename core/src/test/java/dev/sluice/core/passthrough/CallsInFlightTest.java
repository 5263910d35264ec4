package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.config.ServerSettings;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.support.ScriptedProvider.Answer;
import dev.sluice.core.support.Streams;
import dev.sluice.core.support.TestCall;
import dev.sluice.core.support.TestGateway;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Room for one call. */
class CallsInFlightTest {
    private static final TestCall CALL = TestCall.post("/v1/chat/completions", "{\"model\":\"m\",\"stream\":true}");

    private final TestGateway gateway = new TestGateway(forOneCall(), false, "m");

    @Test
    void theNextOneIsToldToComeBackAndNotSent() {
        gateway.upstream.otherwise(Answer.events("data: 1\n\n"));
        HttpReply running = gateway.call(CALL);

        HttpReply refused = gateway.call(CALL);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers().first("Retry-After")).contains("1");
        assertThat(Streams.text(refused.body()).join())
                .contains("\"type\":\"server_error\"", "\"code\":\"overloaded\"", "global_max_parallel_requests");
        assertThat(gateway.completed().error()).contains(ErrorKind.OVERLOADED);
        assertThat(gateway.requests()).hasSize(1);
        assertThat(running.status()).isEqualTo(200);
    }

    @Test
    void whateverEndsMakesRoom() {
        gateway.upstream.otherwise(Answer.events("data: 1\n\n"));
        assertThat(Streams.text(gateway.call(CALL).body()).join()).isEqualTo("data: 1\n\n");

        assertThat(gateway.call(TestCall.get("/v1/../x")).status()).isEqualTo(400);
        gateway.upstream.otherwise(Answer.brokenEvents(new IllegalStateException("lost"), "data: 1\n\n"));
        assertThat(Streams.text(gateway.call(CALL).body())).isCompletedExceptionally();

        assertThat(gateway.call(CALL).status()).isEqualTo(200);
    }

    private static ServerSettings forOneCall() {
        ServerSettings usual = ServerSettings.DEFAULT;
        return new ServerSettings(
                usual.masterKey(),
                usual.keyHeaderName(),
                usual.drainTimeout(),
                usual.replayLimit(),
                usual.replayBudget(),
                usual.maxRequestBytes(),
                usual.largestMessage(),
                usual.accessLog(),
                Optional.empty(),
                1);
    }
}
