package dev.sluice.core.router;

import dev.sluice.core.routing.AttemptOutcome;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.DeploymentStatus;
import dev.sluice.core.routing.FailureClass;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A deployment as its group sees it: what is configured, and how it stands. Thread-safe, without locks. */
final class Member {
    /** A failure counts as an answer that took so long, so that failing fast is no merit. */
    static final Duration SLOW = Duration.ofSeconds(5);

    private final Deployment deployment;
    private final double weight;
    private final int order;
    private final Load load;
    private final Cooldown cooldown = new Cooldown();
    private final History history = new History();
    private final PeakEwma latency = new PeakEwma();
    private volatile Optional<AttemptOutcome> last = Optional.empty();

    /**
     * A member that was never called.
     *
     * @param weight its part of the group's calls, from 0
     */
    Member(Deployment deployment, double weight) {
        this.deployment = deployment;
        this.weight = weight;
        this.order = deployment.share().order().orElse(Integer.MAX_VALUE);
        this.load = new Load(deployment.share());
    }

    Deployment deployment() {
        return deployment;
    }

    Cooldown cooldown() {
        return cooldown;
    }

    History history() {
        return history;
    }

    /** Lower ones are tried first; who has none comes last. */
    int order() {
        return order;
    }

    boolean isOpen(long now, boolean perMinute) {
        return cooldown.isOpen(now) && load.isOpen(now, perMinute);
    }

    /** Why it may not be called now; empty where it may. */
    Optional<Wait> closedFor(long now, boolean perMinute) {
        return isOpen(now, perMinute)
                ? Optional.empty()
                : cooldown.closedFor(now).or(() -> load.closedFor(now, perMinute));
    }

    /** Takes a call; null where another was faster. */
    @Nullable
    Taken tryTake(long now, boolean perMinute) {
        if (!load.tryTake(now, perMinute)) {
            return null;
        }
        Cooldown.State entered = cooldown.enter(now);
        if (entered == null) {
            load.undo(now);
            return null;
        }
        return new Taken(this, entered);
    }

    /**
     * Notes how an attempt went.
     *
     * @param failure what of it speaks against the deployment
     */
    void note(AttemptOutcome outcome, Optional<FailureClass> failure, long now) {
        last = Optional.of(outcome);
        long taken = outcome.firstByte().toNanos();
        latency.add(now, failure.isPresent() ? Math.max(taken, SLOW.toNanos()) : taken);
        failure.ifPresentOrElse(known -> history.failed(now, known), () -> history.succeeded(now));
    }

    void finished(long now, long tokens) {
        Cooldown.State before = cooldown.state();
        if (load.finished(now, tokens) == 0) {
            cooldown.givenUp(before);
        }
    }

    /** A call has ended of which nothing is known. Where it was the probe, the next call is one, whatever else is open. */
    private void givenBack(Cooldown.State entered, long now) {
        load.finished(now, 0);
        cooldown.givenUp(entered);
    }

    Candidate candidate(long now) {
        return new Candidate(
                deployment, weight, load.inFlight(), latency.get(now), load.requests(now), load.tokens(now));
    }

    DeploymentStatus status(long now) {
        return new DeploymentStatus(
                deployment,
                cooldown.isHealthy() ? DeploymentStatus.Health.HEALTHY : unwell(now),
                cooldown.closedFor(now).map(wait -> Duration.ofNanos(wait.nanos())),
                last,
                latency.get(now).stream()
                        .mapToObj(nanos -> Duration.ofNanos((long) nanos))
                        .findFirst(),
                load.inFlight(),
                load.requests(now),
                load.tokens(now),
                cooldown.rests());
    }

    private DeploymentStatus.Health unwell(long now) {
        boolean resting = !cooldown.isProbed() && cooldown.closedFor(now).isPresent();
        return resting ? DeploymentStatus.Health.RESTING : DeploymentStatus.Health.HALF_OPEN;
    }

    /**
     * A call that a member has taken.
     *
     * @param entered how the member stood then
     */
    record Taken(Member member, Cooldown.State entered) {
        /** It ended, and nothing is known of it. */
        void giveBack(long now) {
            member.givenBack(entered, now);
        }
    }
}
