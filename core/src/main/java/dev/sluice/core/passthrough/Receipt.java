package dev.sluice.core.passthrough;

import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.log.AnswerFacts;
import dev.sluice.core.log.Usage;
import dev.sluice.core.log.Usage.Certainty;
import dev.sluice.core.meter.Metering;
import dev.sluice.core.price.Prices;
import dev.sluice.core.routing.Deployment;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a call used and cost, as far as that can be said: by what the answer stated, and by whether any upstream can have
 * worked for it at all. Lives on its call's event loop.
 */
final class Receipt {
    private final Metering metering;
    private final Pricing pricing;
    private @Nullable String asked;
    private @Nullable AnswerTap answer;
    private boolean whole;
    private boolean anySent;
    private boolean unanswered;
    private boolean perhapsPaidTwice;
    private int lastStatus;

    /** What all of that comes to; made when it is asked for, and again only where something has been added. */
    private @Nullable Sum sum;

    private record Sum(Usage usage, AnswerFacts facts) {}

    Receipt(Metering metering, Pricing pricing) {
        this.metering = metering;
        this.pricing = pricing;
    }

    Metering metering() {
        return metering;
    }

    void asksFor(String model) {
        asked = model;
    }

    /** An upstream that was sent the request and gave no answer may have done the work for nobody. */
    void attempted(int status, @Nullable GatewayException failure) {
        perhapsPaidTwice |= unanswered;
        unanswered = failure != null && failure.reach() != Reach.NOT_SENT;
        anySent |= failure == null || unanswered;
        lastStatus = status;
        sum = null;
    }

    /** The answer has been read as far as it came. */
    void answered(AnswerTap tap, boolean toItsEnd) {
        if (answer != tap || whole != toItsEnd) {
            answer = tap;
            whole = toItsEnd;
            sum = null;
        }
    }

    private Sum sum() {
        Sum known = sum;
        if (known == null) {
            AnswerTap seen = answer;
            known = new Sum(used(), seen == null ? AnswerFacts.NONE : seen.facts());
            sum = known;
        }
        return known;
    }

    Usage usage() {
        return sum().usage();
    }

    private Usage used() {
        AnswerTap seen = answer;
        Usage stated = seen == null ? metering.unstated() : seen.usage(whole);
        if (stated.certainty() == Certainty.UNKNOWN && (!anySent || isRefusal(lastStatus))) {
            stated = Usage.NOTHING;
        }
        if (!perhapsPaidTwice) {
            return stated;
        }
        return stated.equals(Usage.NOTHING) ? metering.unstated() : stated.atLeast();
    }

    /** Who answers so has not asked any model. Other errors may come from one. */
    private static boolean isRefusal(int status) {
        return switch (status) {
            case 401, 403, 404, 405, 413, 429 -> true;
            default -> false;
        };
    }

    /** What the answer said of itself. */
    AnswerFacts facts(long firstPieceNanos) {
        AnswerFacts facts = sum().facts();
        boolean timed = answer != null && answer.isStream() && firstPieceNanos >= 0;
        return timed ? facts.firstChunkAt(Duration.ofNanos(firstPieceNanos)) : facts;
    }

    /** What the call cost on that deployment; empty where nobody knows. */
    Optional<BigDecimal> cost(@Nullable Deployment on) {
        Usage usage = usage();
        if (on == null || usage.certainty() == Certainty.NOTHING) {
            return usage.certainty() == Certainty.NOTHING ? Optional.of(BigDecimal.ZERO) : Optional.empty();
        }
        if (usage.certainty() == Certainty.EXACT && mayHaveAnotherTier()) {
            return Optional.empty();
        }
        return Pricing.cost(prices(on), usage, sum().facts(), answer != null && answer.sawPaidTools());
    }

    /** The tier stands behind the usage, and the answer may have broken off between them. */
    private boolean mayHaveAnotherTier() {
        AnswerTap seen = answer;
        return seen != null
                && !whole
                && !seen.isStream()
                && sum().facts().serviceTier().isEmpty();
    }

    /** What it cost, where that is known before the head is sent: the answer is here, or costs nothing whatever it says. */
    Optional<BigDecimal> costAhead(Deployment on) {
        if (answer != null) {
            return cost(on);
        }
        return prices(on).isFree() ? Optional.of(BigDecimal.ZERO) : Optional.empty();
    }

    /** The table knows nothing of answers that the gateway makes by itself, whatever model they stand for. */
    private Prices prices(Deployment on) {
        return Providers.isServedHere(on) ? on.info().prices() : pricing.of(on, Optional.ofNullable(asked));
    }
}
