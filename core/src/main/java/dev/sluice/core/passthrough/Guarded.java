package dev.sluice.core.passthrough;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What a stranger's code throws, or leaves out, is a failure of the stage it should have made. */
final class Guarded {
    private Guarded() {}

    static <T> CompletionStage<T> stage(Supplier<CompletionStage<T>> code) {
        try {
            return Objects.requireNonNull(code.get());
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }
}
