package dev.sluice.core.price;

import dev.sluice.core.log.Quantity;
import dev.sluice.core.log.Usage;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The prices of a model in US dollars. What has none is unknown, never free.
 *
 * @param rates the prices that are known
 */
public record Prices(Map<Rate, BigDecimal> rates) {
    /** Nothing is known. */
    public static final Prices UNKNOWN = new Prices(Map.of());

    public Prices {
        rates = Map.copyOf(rates);
    }

    /** One price. */
    public Optional<BigDecimal> of(Rate rate) {
        return Optional.ofNullable(rates.get(rate));
    }

    /** Whether there is none. */
    public boolean isUnknown() {
        return rates.isEmpty();
    }

    /** These prices, and what they do not say from others. */
    public Prices orElse(Prices others) {
        if (isUnknown() || others.isUnknown()) {
            return isUnknown() ? others : this;
        }
        Map<Rate, BigDecimal> merged = new EnumMap<>(others.rates);
        merged.putAll(rates);
        return new Prices(merged);
    }

    /** What a usage costs, or the least that it does where that is all that is known of it; empty where it is unknown. */
    public Optional<BigDecimal> costOf(Usage usage) {
        return Bill.of(usage.certainty() == Usage.Certainty.AT_LEAST ? atLeast(usage) : this, usage);
    }

    /** The prices that make the least of a usage: where it does not say what came from a cache, all of it may have. */
    private Prices atLeast(Usage usage) {
        Optional<BigDecimal> cached = of(Rate.CACHED_INPUT_TOKEN);
        if (cached.isEmpty() || usage.of(Quantity.CACHED_INPUT_TOKENS).isPresent()) {
            return this;
        }
        Map<Rate, BigDecimal> least = new EnumMap<>(rates);
        least.computeIfPresent(Rate.INPUT_TOKEN, (rate, price) -> price.min(cached.get()));
        return new Prices(least);
    }

    /** Whether whatever is asked of the model costs nothing. */
    public boolean isFree() {
        if (!rates.containsKey(Rate.INPUT_TOKEN) || !rates.containsKey(Rate.OUTPUT_TOKEN)) {
            return false;
        }
        for (BigDecimal price : rates.values()) {
            if (price.signum() != 0) {
                return false;
            }
        }
        return true;
    }
}
