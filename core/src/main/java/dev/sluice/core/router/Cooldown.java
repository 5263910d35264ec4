package dev.sluice.core.router;

import dev.sluice.core.routing.FailureClass;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Whether a deployment may be called. One that is healthy may; one that rests may not; when its rest is over, one call
 * at a time may, until one of them tells that it is healthy again. Thread-safe, without locks.
 */
final class Cooldown {
    private static final State HEALTHY = new State(Phase.HEALTHY, 0, FailureClass.INTERNAL_SERVER);

    private final Atomic<State> current = new Atomic<>(HEALTHY);
    private final AtomicLong rests = new AtomicLong();

    boolean isHealthy() {
        return current.get().phase == Phase.HEALTHY;
    }

    /** Whether a call is under way that finds out whether it is healthy again. */
    boolean isProbed() {
        return current.get().phase == Phase.PROBED;
    }

    boolean isOpen(long now) {
        return current.get().isOpen(now);
    }

    /** Why it may not be called; empty where it may. */
    Optional<Wait> closedFor(long now) {
        State state = current.get();
        if (state.isOpen(now)) {
            return Optional.empty();
        }
        long left = state.phase == Phase.PROBED ? Wait.A_MOMENT : state.until - now;
        return Optional.of(new Wait(left, state.cause == FailureClass.RATE_LIMIT));
    }

    /**
     * Asks for a call; where it would be a second probe, it may not go.
     *
     * @return what {@link #givenUp} has to be told where the call finds out nothing; null where it may not go
     */
    @Nullable
    State enter(long now) {
        State state = current.get();
        if (state.phase == Phase.HEALTHY) {
            return state;
        }
        State probed = state.turning(Phase.PROBED);
        return state.isOpen(now) && current.replace(state, probed) ? probed : null;
    }

    /** A call went well. Tells whether that ended the rest: what succeeds while it rests began before. */
    boolean succeeded() {
        State state = current.get();
        return state.phase == Phase.PROBED && current.replace(state, HEALTHY);
    }

    /** How often it was sent to rest. */
    long rests() {
        return rests.get();
    }

    /** It rests from now on, at least so long. */
    void rest(long now, long nanos, FailureClass cause) {
        rests.incrementAndGet();
        current.update(state -> new State(
                Phase.RESTING,
                state.phase == Phase.RESTING && state.until - now > nanos ? state.until : now + nanos,
                cause));
    }

    /** Where it stands; what {@link #givenUp} has to be told when the last call in flight has ended. */
    State state() {
        return current.get();
    }

    /** Whoever probed in that state finds out nothing any more: the next call may. Other calls change nothing. */
    void givenUp(State entered) {
        if (entered.phase == Phase.PROBED) {
            current.replace(entered, entered.turning(Phase.RESTING));
        }
    }

    /**
     * Where a deployment stands.
     *
     * @param until when the rest ends
     * @param cause what it rests for
     */
    record State(Phase phase, long until, FailureClass cause) {
        private boolean isOpen(long now) {
            return phase == Phase.HEALTHY || (phase == Phase.RESTING && until - now <= 0);
        }

        private State turning(Phase other) {
            return new State(other, until, cause);
        }
    }

    private enum Phase {
        HEALTHY,
        RESTING,
        PROBED
    }
}
