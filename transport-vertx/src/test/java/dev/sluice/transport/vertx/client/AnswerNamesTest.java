package dev.sluice.transport.vertx.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.Principal;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.Timeouts;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.Script;
import dev.sluice.transport.vertx.loop.EventLoops;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names of fields come in each answer, and are decoded in the first one of their event loop. */
final class AnswerNamesTest {
    @Test
    void namesOfAnotherAnswerAreTheSame() throws Exception {
        Vertx vertx = EventLoops.start();
        Context loop = vertx.getOrCreateContext();
        try (VertxTransport transport = new VertxTransport(vertx, new TlsTrust.Platform());
                FaultyUpstream upstream = FaultyUpstream.answering(
                        Script.beforeBody().head("204 No Content", "X-Some: 1", "x-SOME: 2"))) {
            List<String> names = new ArrayList<>();
            for (int call = 0; call < 2; call++) {
                HttpReply reply = LoopCalls.on(
                                loop,
                                () -> transport.send(
                                        new HttpCall(
                                                "GET",
                                                upstream.origin(),
                                                "/",
                                                Headers.EMPTY,
                                                Body.EMPTY,
                                                Timeouts.DEFAULT),
                                        new CallContext("call", Principal.ANONYMOUS, new Cancellation())))
                        .get();
                reply.headers().forEach((name, value) -> names.add(name));
            }
            assertThat(names).containsExactly("X-Some", "x-SOME", "X-Some", "x-SOME");
            assertThat(names.get(2)).isSameAs(names.get(0));
            assertThat(names.get(3)).isSameAs(names.get(1));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }
}
