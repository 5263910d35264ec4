package dev.sluice.transport.vertx.client;

import io.vertx.core.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Work on an event loop, whose outcome others wait for. */
final class LoopCalls {
    private LoopCalls() {}

    static <T> CompletableFuture<T> on(Context loop, Supplier<CompletionStage<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.runOnContext(now -> work.get().whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        }));
        return result;
    }
}
