package dev.sluice.transport.vertx.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.Principal;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.Timeouts;
import dev.sluice.testkit.Bodies;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.Gate;
import dev.sluice.testkit.fault.PeerClose;
import dev.sluice.testkit.fault.RecordedRequest;
import dev.sluice.testkit.fault.Script;
import dev.sluice.transport.vertx.loop.EventLoops;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One connection to an origin, for which two calls may wait; it may lie free for a second. */
final class ConnectionsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int MOST_CONNECTIONS = 1;
    private static final int MOST_WAITING = 2;

    private final Vertx vertx = EventLoops.start();
    private final Context loop = vertx.getOrCreateContext();
    private final HttpClientAgent client = vertx.createHttpClient(
            new HttpClientOptions().setKeepAliveTimeout(1).setPipelining(false));
    private final PoolCount count = new PoolCount();
    private final Connections connections = new Connections(client, count, MOST_CONNECTIONS, MOST_WAITING);
    private final Gate answered = new Gate();
    private final FaultyUpstream upstream = FaultyUpstream.answering(
            Script.beforeBody()
                    .await(answered)
                    .head("200 OK", "Content-Length: 5")
                    .raw("first"),
            Script.answer("200 OK", "later"));

    @AfterEach
    void close() {
        answered.open();
        upstream.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whoWaitsLongestGetsTheConnectionThatBecomesFree() throws Exception {
        CompletableFuture<String> first = send("/1", new Cancellation());
        upstream.awaitRequest(SOON);
        CompletableFuture<String> second = send("/2", new Cancellation());
        CompletableFuture<String> third = send("/3", new Cancellation());
        answered.open();
        assertThat(first).succeedsWithin(SOON).isEqualTo("first");
        assertThat(second).succeedsWithin(SOON).isEqualTo("later");
        assertThat(third).succeedsWithin(SOON).isEqualTo("later");
        assertThat(upstream.requests()).extracting(RecordedRequest::target).containsExactly("/1", "/2", "/3");
        assertThat(upstream.connections()).hasSize(1);
    }

    @Test
    void noMoreWaitThanMay() {
        CompletableFuture<String> first = send("/1", new Cancellation());
        upstream.awaitRequest(SOON);
        CompletableFuture<String> second = send("/2", new Cancellation());
        CompletableFuture<String> third = send("/3", new Cancellation());
        assertThatThrownBy(() -> send("/4", new Cancellation()).get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.OVERLOADED));
        answered.open();
        assertThat(CompletableFuture.allOf(first, second, third)).succeedsWithin(SOON);
        assertThat(upstream.requests()).extracting(RecordedRequest::target).containsExactly("/1", "/2", "/3");
    }

    @Test
    void whoStopsWaitingMakesRoomForAnother() {
        CompletableFuture<String> first = send("/1", new Cancellation());
        upstream.awaitRequest(SOON);
        Cancellation leaves = new Cancellation();
        CompletableFuture<String> second = send("/2", leaves);
        CompletableFuture<String> third = send("/3", new Cancellation());
        leaves.cancel();
        assertThat(second).failsWithin(SOON);
        CompletableFuture<String> fourth = send("/4", new Cancellation());
        answered.open();
        assertThat(CompletableFuture.allOf(first, third, fourth)).succeedsWithin(SOON);
        assertThat(upstream.requests()).extracting(RecordedRequest::target).containsExactly("/1", "/3", "/4");
    }

    @Test
    void aConnectionThatEndsWithItsCallIsReplacedForWhoWaits() {
        Cancellation leaves = new Cancellation();
        CompletableFuture<String> first = send("/1", leaves);
        upstream.awaitRequest(SOON);
        CompletableFuture<String> second = send("/2", new Cancellation());
        leaves.cancel();
        assertThat(first).failsWithin(SOON);
        assertThat(second).succeedsWithin(SOON).isEqualTo("later");
        assertThat(upstream.connections()).hasSize(2);
    }

    @Test
    void whatLiesFreeForTooLongIsClosed() throws Exception {
        answered.open();
        assertThat(send("/1", new Cancellation())).succeedsWithin(SOON);
        PeerClose end = upstream.connections().get(0).closedByPeer().get(10, TimeUnit.SECONDS);
        assertThat(end.kind()).isEqualTo(PeerClose.Kind.CLOSED);
        assertThat(send("/2", new Cancellation())).succeedsWithin(SOON).isEqualTo("later");
        assertThat(upstream.connections()).hasSize(2);
    }

    private CompletableFuture<String> send(String target, Cancellation cancellation) {
        HttpCall call = new HttpCall(
                "GET", upstream.origin(), target, Headers.EMPTY, Body.EMPTY, new Timeouts(SOON, SOON, SOON));
        CallContext context = new CallContext("call", Principal.ANONYMOUS, cancellation);
        return LoopCalls.on(
                loop,
                () -> new Exchange(vertx, connections, call, context, count)
                        .start(call)
                        .thenCompose(reply -> Bodies.collect(reply.body()))
                        .thenApply(bytes -> new String(bytes, StandardCharsets.UTF_8)));
    }
}
