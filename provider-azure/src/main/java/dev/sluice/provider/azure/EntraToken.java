package dev.sluice.provider.azure;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.spi.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The token of one application: got when it is first asked for, by one request for all who wait, and renewed between calls
 * before it expires. One that nobody has asked for since a day is given up. Thread-safe.
 */
final class EntraToken implements AutoCloseable {
    /** Between two attempts that nobody waits for. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private static final Duration IDLE = Duration.ofDays(1);

    private final Supplier<CompletionStage<Grant>> source;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Consumer<EntraToken> givenUp;
    private volatile @Nullable Grant grant;
    private volatile Instant lastUse;
    private @Nullable CompletableFuture<Secret> underWay;
    private Cancellation.Registration renewal = () -> {};
    private boolean closed;

    /**
     * A token that was not got yet.
     *
     * @param source asks for a token; never throws
     * @param givenUp told when the token will not be renewed any more
     */
    EntraToken(
            Supplier<CompletionStage<Grant>> source, Clock clock, Scheduler scheduler, Consumer<EntraToken> givenUp) {
        this.source = source;
        this.clock = clock;
        this.scheduler = scheduler;
        this.givenUp = givenUp;
        this.lastUse = clock.instant();
    }

    /** The token; complete, unless there is none that holds. */
    CompletionStage<Secret> get() {
        Instant now = clock.instant();
        lastUse = now;
        @Nullable Grant held = grant;
        return held != null && held.isUsableAt(now) ? CompletableFuture.completedFuture(held.token()) : fetch(false);
    }

    /** Asks for a token unless that is under way, or was just answered and another one is not insisted on. */
    private CompletionStage<Secret> fetch(boolean insist) {
        CompletableFuture<Secret> started = new CompletableFuture<>();
        synchronized (this) {
            if (underWay != null) {
                return underWay;
            }
            if (!insist && grant != null && grant.isUsableAt(clock.instant())) {
                return CompletableFuture.completedFuture(grant.token());
            }
            underWay = started;
        }
        source.get().whenComplete((granted, failure) -> {
            try {
                settle(granted);
            } finally {
                if (granted != null) {
                    started.complete(granted.token());
                } else {
                    started.completeExceptionally(GatewayException.from(failure));
                }
            }
        });
        return started;
    }

    private synchronized void settle(@Nullable Grant granted) {
        underWay = null;
        Instant now = clock.instant();
        if (granted != null) {
            grant = granted;
            renewAfter(Duration.between(now, granted.renewal()));
        } else if (grant != null && grant.isUsableAt(now.plus(PAUSE))) {
            renewAfter(PAUSE);
        }
    }

    private void renewAfter(Duration delay) {
        renewal.remove();
        if (!closed) {
            renewal = scheduler.after(delay.compareTo(PAUSE) < 0 ? PAUSE : delay, this::renew);
        }
    }

    private void renew() {
        if (lastUse.plus(IDLE).isBefore(clock.instant())) {
            givenUp.accept(this);
        } else {
            fetch(true);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        renewal.remove();
    }
}
