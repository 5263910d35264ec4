package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.store.jdbc.StoreException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** What a database fails with, as ports fail. */
final class Failures {
    /** A deadlock, and transactions that cannot be put in an order. */
    private static final Set<String> DEADLOCKS = Set.of("40P01", "40001");

    private Failures() {}

    /** Whether the transaction was taken back because it and another waited for each other. */
    static boolean isDeadlock(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause instanceof SQLException driver && DEADLOCKS.contains(String.valueOf(driver.getSQLState()));
    }

    static <T> CompletionStage<T> told(CompletionStage<T> stage) {
        return stage.exceptionallyCompose(failure -> CompletableFuture.failedFuture(known(failure)));
    }

    static GatewayException known(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof GatewayException known) {
            return known;
        }
        boolean refused = cause instanceof StoreException && cause.getCause() == null;
        return refused
                ? GatewayException.notSent(ErrorKind.OVERLOADED, "The store is too busy. Try again later.")
                : new GatewayException(ErrorKind.INTERNAL, Reach.SENT, "The store failed on this request.");
    }
}
