package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.GatewayException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for stages, with failures as they are. */
final class Stages {
    private Stages() {}

    static <T> T await(CompletionStage<T> stage) {
        return await(stage, Limits.SOON);
    }

    static <T> T await(CompletionStage<T> stage, Duration limit) {
        try {
            return stage.toCompletableFuture().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Throwable cause = unwrapped(e);
            if (cause instanceof RuntimeException known) {
                throw known;
            }
            throw new AssertionError("Failed", cause);
        } catch (TimeoutException e) {
            throw new AssertionError("Nothing within " + limit, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** The gateway exception with which the stage fails; anything else is a breach of the port. */
    static GatewayException failure(CompletionStage<?> stage) {
        return failure(stage, Limits.SOON);
    }

    static GatewayException failure(CompletionStage<?> stage, Duration limit) {
        try {
            Object value = stage.toCompletableFuture().get(limit.toNanos(), TimeUnit.NANOSECONDS);
            throw new AssertionError("Expected a failure, got " + value);
        } catch (ExecutionException e) {
            Throwable cause = unwrapped(e);
            assertThat(cause).isInstanceOf(GatewayException.class);
            return (GatewayException) cause;
        } catch (TimeoutException e) {
            throw new AssertionError("Neither an answer nor a failure within " + limit, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** Waits for a while in which the stage must not complete. */
    static void staysOpen(CompletionStage<?> stage, Duration quiet) {
        try {
            Object value = stage.toCompletableFuture().get(quiet.toNanos(), TimeUnit.NANOSECONDS);
            throw new AssertionError("Completed too early: " + value);
        } catch (TimeoutException expected) {
            assertThat(stage.toCompletableFuture()).isNotDone();
        } catch (ExecutionException e) {
            throw new AssertionError("Failed too early", unwrapped(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
