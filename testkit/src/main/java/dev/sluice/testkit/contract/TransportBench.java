package dev.sluice.testkit.contract;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.Principal;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.spi.Transport;
import dev.sluice.testkit.Bodies;
import dev.sluice.testkit.StepSubscriber;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A transport under test, and the ways in which its tests use it: always from the caller's loop. */
public final class TransportBench {
    /** Runs code on the caller's event loop. */
    @FunctionalInterface
    public interface Loop {
        /** Runs the supplier on the loop; the stage it answers completes the one that is returned. */
        <T> CompletionStage<T> run(Supplier<CompletionStage<T>> work);
    }

    private final Transport transport;
    private final Loop loop;
    private final AtomicInteger calls = new AtomicInteger();

    TransportBench(Transport transport, Loop loop) {
        this.transport = transport;
        this.loop = loop;
    }

    Transport transport() {
        return transport;
    }

    /** Sends the call. */
    PendingCall start(HttpCall call) {
        return start(call, new Cancellation());
    }

    PendingCall start(HttpCall call, Cancellation cancellation) {
        CallContext context = new CallContext("call-" + calls.incrementAndGet(), Principal.ANONYMOUS, cancellation);
        return new PendingCall(loop.run(() -> transport.send(call, context)), cancellation);
    }

    /** Sends the call, and looks at its answer on the thread that completes it. */
    PendingCall start(HttpCall call, Consumer<HttpReply> look) {
        Cancellation cancellation = new Cancellation();
        CallContext context = new CallContext("call-" + calls.incrementAndGet(), Principal.ANONYMOUS, cancellation);
        return new PendingCall(
                loop.run(() -> transport.send(call, context).thenApply(reply -> {
                    look.accept(reply);
                    return reply;
                })),
                cancellation);
    }

    /** The answer, as soon as its head is there. */
    HttpReply answer(HttpCall call) {
        return Stages.await(start(call).reply());
    }

    /** The failure of a call that must fail before a head. */
    GatewayException failure(HttpCall call) {
        return Stages.failure(start(call).reply());
    }

    /** Sends the call and reads the whole answer. */
    String text(HttpCall call) {
        return new String(bytes(answer(call)), StandardCharsets.UTF_8);
    }

    byte[] bytes(HttpReply reply) {
        return Stages.await(collect(reply));
    }

    CompletionStage<byte[]> collect(HttpReply reply) {
        return loop.run(() -> Bodies.collect(reply.body()));
    }

    <T> CompletionStage<T> onLoop(Supplier<CompletionStage<T>> work) {
        return loop.run(work);
    }

    /** Runs something on the loop and waits for it. */
    void run(Runnable work) {
        Stages.await(loop.run(() -> {
            work.run();
            return CompletableFuture.completedFuture(true);
        }));
    }

    /** Subscribes to a streamed body and asks for so many buffers. */
    StepSubscriber subscribe(HttpReply reply, long buffers) {
        StepSubscriber subscriber = new StepSubscriber();
        run(() -> {
            stream(reply).publisher().subscribe(subscriber);
            if (buffers > 0) {
                subscriber.request(buffers);
            }
        });
        return subscriber;
    }

    private static Body.Stream stream(HttpReply reply) {
        if (reply.body() instanceof Body.Stream stream) {
            return stream;
        }
        throw new AssertionError("A body that is still on its way must be a stream, not " + reply.body());
    }
}
