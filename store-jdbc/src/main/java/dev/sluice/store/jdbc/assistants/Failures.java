package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.store.jdbc.StoreException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** What a database fails with, as ports fail. */
final class Failures {
    /** A deadlock, transactions that cannot be put in an order, and what another has made meanwhile. */
    private static final Set<String> RACES = Set.of("40P01", "40001", "23505");

    /** Classes of states: cardinality, data, integrity, syntax and access, limits of the program. */
    private static final Set<String> OF_A_STATEMENT = Set.of("21", "22", "23", "42", "54");

    /** Too big, constraint, mismatch. */
    private static final Set<Integer> OF_A_STATEMENT_IN_SQLITE = Set.of(18, 19, 20);

    private Failures() {}

    /** Whether the transaction was taken back because of another one: it finds things clear when it is tried again. */
    static boolean isRace(Throwable failure) {
        return driver(failure)
                .map(SQLException::getSQLState)
                .filter(RACES::contains)
                .isPresent();
    }

    /** Whether the database works, and refuses what a statement says: a value that is none, or that is there twice. */
    static boolean isOfAStatement(Throwable failure) {
        return driver(failure)
                .filter(driver -> driver.getSQLState() == null
                        ? OF_A_STATEMENT_IN_SQLITE.contains(driver.getErrorCode() & 0xff)
                        : OF_A_STATEMENT.contains(driver.getSQLState().substring(0, 2)))
                .isPresent();
    }

    /** Whether a change conflicts of which a part was done. */
    static boolean isHalfDone(Throwable failure) {
        return failure instanceof HalfDoneException || failure.getCause() instanceof HalfDoneException;
    }

    private static Optional<SQLException> driver(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return Optional.ofNullable((SQLException) cause);
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
