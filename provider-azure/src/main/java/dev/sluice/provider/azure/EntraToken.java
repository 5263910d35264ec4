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
 * The token of one application: got by one request for all who wait, and renewed between calls before it expires. One that
 * is to be kept is got at once, and again after every failure. One that is not is got when it is first asked for, and
 * given up when nobody has asked for it since a day. Thread-safe.
 */
final class EntraToken implements AutoCloseable {
    /** Between two attempts that nobody waits for. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** A token that is refused again and again may be so for ever. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private static final Duration IDLE = Duration.ofDays(1);

    private final Supplier<CompletionStage<Grant>> source;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Consumer<EntraToken> givenUp;
    private volatile @Nullable Grant grant;
    private volatile Instant lastUse;
    private @Nullable CompletableFuture<Secret> underWay;
    private Cancellation.Registration renewal = () -> {};
    private Duration nextPause = PAUSE;
    private boolean kept;
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

    /** From now on the token is had ready, without anybody asking for it. */
    synchronized void keep() {
        if (!kept) {
            kept = true;
            if (grant == null && underWay == null) {
                schedule(Duration.ZERO);
            }
        }
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
            nextPause = PAUSE;
            Duration left = Duration.between(now, granted.renewal());
            schedule(left.compareTo(PAUSE) < 0 ? PAUSE : left);
        } else if (grant != null && grant.isUsableAt(now.plus(PAUSE))) {
            schedule(PAUSE);
        } else if (kept) {
            schedule(nextPause);
            Duration twice = nextPause.multipliedBy(2);
            nextPause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
        }
    }

    private void schedule(Duration delay) {
        renewal.remove();
        if (!closed) {
            renewal = scheduler.after(delay, this::renew);
        }
    }

    private void renew() {
        if (!isKept() && lastUse.plus(IDLE).isBefore(clock.instant())) {
            givenUp.accept(this);
        } else {
            fetch(true);
        }
    }

    private synchronized boolean isKept() {
        return kept;
    }

    @Override
    public synchronized void close() {
        closed = true;
        renewal.remove();
    }
}
