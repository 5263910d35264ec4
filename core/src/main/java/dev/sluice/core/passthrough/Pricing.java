package dev.sluice.core.passthrough;

import dev.sluice.core.log.AnswerFacts;
import dev.sluice.core.log.Usage;
import dev.sluice.core.log.Usage.Certainty;
import dev.sluice.core.price.PriceTable;
import dev.sluice.core.price.Prices;
import dev.sluice.core.routing.Deployment;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What calls cost: by the prices of the deployment, else by those of its model in the table. Thread-safe.
 *
 * @param table prices of models
 */
public record Pricing(PriceTable table) {
    private static final String AZURE = "azure";

    /** The prices by which a deployment is chosen, before it is known what is asked of it. */
    public Prices of(Deployment deployment) {
        return Providers.isServedHere(deployment) ? deployment.info().prices() : of(deployment, Optional.empty());
    }

    /** The prices that hold for a deployment: its own, and the table's for whatever it does not say itself. */
    public Prices of(Deployment deployment, Optional<String> requested) {
        Prices own = deployment.info().prices();
        Optional<String> named = deployment.info().baseModel();
        String model = named.orElseGet(
                () -> deployment.upstreamModel().isEmpty() ? requested.orElse("") : deployment.upstreamModel());
        Prices known = table.of(deployment.provider().equals(AZURE) ? AZURE + "/" + model : model);
        return own.orElse(known.isUnknown() ? table.of(named.orElse("")) : known);
    }

    /**
     * The cost of a call, or the least that it was where so is its usage; empty where it is unknown. Tiers of service have
     * prices of their own, and so have tools that the upstream runs: neither is in any table.
     */
    public static Optional<BigDecimal> cost(Prices prices, Usage usage, AnswerFacts answer, boolean paidTools) {
        if (usage.certainty() == Certainty.NOTHING) {
            return Optional.of(BigDecimal.ZERO);
        }
        if (paidTools || !answer.serviceTier().map(Pricing::isUsual).orElse(true)) {
            return Optional.empty();
        }
        if (usage.certainty() == Certainty.UNKNOWN) {
            return prices.isFree() ? Optional.of(BigDecimal.ZERO) : Optional.empty();
        }
        return prices.costOf(usage).map(BigDecimal::stripTrailingZeros);
    }

    private static boolean isUsual(String tier) {
        return tier.equals("default") || tier.equals("auto") || tier.equals("standard");
    }
}
