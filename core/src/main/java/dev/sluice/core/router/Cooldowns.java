package dev.sluice.core.router;

import dev.sluice.core.routing.AttemptOutcome;
import dev.sluice.core.routing.CooldownSettings;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.FailureClass;
import dev.sluice.core.routing.Fallbacks;
import dev.sluice.core.routing.NamePattern;
import dev.sluice.core.routing.RouterSettings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Decides which failures make a deployment rest, and for how long. */
final class Cooldowns {
    /** Whatever an upstream asks for: an account that is out of money says a day. */
    private static final Duration LONGEST = Duration.ofSeconds(300);

    /** One of these tells all: the next call would fail alike. */
    private static final Set<FailureClass> AT_ONCE =
            EnumSet.of(FailureClass.RATE_LIMIT, FailureClass.AUTHENTICATION, FailureClass.BAD_REQUEST);

    private final CooldownSettings settings;
    private final Fallbacks fallbacks;

    Cooldowns(RouterSettings router) {
        this.settings = router.cooldowns();
        this.fallbacks = router.fallbacks();
    }

    /** What of an outcome speaks against the deployment. */
    Optional<FailureClass> blame(AttemptOutcome outcome, Group group) {
        return outcome.failure().filter(failure -> switch (failure) {
            case BAD_REQUEST -> !NamePattern.isPattern(group.name());
            case CONTENT_POLICY -> settings.byClass().containsKey(failure);
            default -> true;
        });
    }

    /** Draws the consequences of an attempt that has been noted. */
    void judge(Group group, Member member, AttemptOutcome outcome, Optional<FailureClass> blame, long now) {
        if (blame.isPresent()) {
            failed(group, member, blame.get(), time(member.deployment(), outcome.retryAfter()), now);
        } else if (member.cooldown().succeeded()) {
            member.history().forget();
        }
    }

    /** Members of a group are judged one after the other, so that not two of them rest because of each other. */
    private void failed(Group group, Member member, FailureClass failure, Duration time, long now) {
        if (!mayRest(group, member.deployment())) {
            return;
        }
        synchronized (group) {
            Cooldown cooldown = member.cooldown();
            boolean rests = cooldown.isHealthy()
                    ? !time.isZero() && tooMuch(group, member, failure, now)
                    : cooldown.isProbed() || failure == FailureClass.RATE_LIMIT;
            if (rests) {
                cooldown.rest(now, time.toNanos(), failure);
            }
        }
    }

    /** Who rests where nobody takes over helps nobody. */
    private boolean mayRest(Group group, Deployment deployment) {
        boolean alternative = group.members().size() > 1 || fallbacks.any(group.name());
        return settings.enabled()
                && !configured(deployment).isZero()
                && !group.name().isEmpty()
                && alternative;
    }

    private boolean tooMuch(Group group, Member member, FailureClass failure, long now) {
        Integer ofClass = settings.byClass().get(failure);
        History history = member.history();
        if (!AT_ONCE.contains(failure)) {
            long failures = history.failures(
                    now,
                    ofClass != null
                            ? failure::equals
                            : each -> !settings.byClass().containsKey(each));
            int allowed = ofClass != null ? ofClass : settings.allowedFails();
            return failures > allowed && 2 * history.failures(now, each -> true) >= history.calls(now);
        }
        long allowed = ofClass != null ? ofClass : 0;
        boolean last = group.members().stream()
                .noneMatch(other -> other != member && other.cooldown().isHealthy());
        return history.failures(now, failure::equals) > allowed
                && (!last || history.failures(now, AT_ONCE::contains) > 1);
    }

    private Duration time(Deployment deployment, Optional<Duration> retryAfter) {
        return retryAfter
                .map(asked -> asked.compareTo(LONGEST) > 0 ? LONGEST : asked)
                .orElseGet(() -> configured(deployment));
    }

    private Duration configured(Deployment deployment) {
        return deployment.failures().cooldown().orElse(settings.time());
    }
}
