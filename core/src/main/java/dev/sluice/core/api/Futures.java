package dev.sluice.core.api;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Futures whose cancelling reaches what they wait for. */
final class Futures {
    private Futures() {}

    /** Runs the action when the future is cancelled. */
    static void onCancel(CompletableFuture<?> future, Runnable action) {
        then(future, (value, failure) -> {
            if (future.isCancelled()) {
                action.run();
            }
        });
    }

    /** Runs the action when the stage is over. */
    static <T> void then(CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> action) {
        stage.whenComplete(action);
    }

    /** One after the other; cancelling the result cancels the one that is under way. */
    static <A, B> CompletableFuture<B> chain(CompletableFuture<A> first, Function<A, CompletableFuture<B>> next) {
        CompletableFuture<B> result = new CompletableFuture<>();
        onCancel(result, () -> first.cancel(false));
        then(first, (value, failure) -> {
            if (failure != null) {
                result.completeExceptionally(Errors.of(failure));
            } else if (value != null && !result.isDone()) {
                CompletableFuture<B> second = next.apply(value);
                onCancel(result, () -> second.cancel(false));
                into(second, result);
            }
        });
        return result;
    }

    static <T> void into(CompletionStage<T> stage, CompletableFuture<T> result) {
        then(stage, (value, failure) -> {
            if (failure != null) {
                result.completeExceptionally(Errors.of(failure));
            } else {
                result.complete(value);
            }
        });
    }
}
