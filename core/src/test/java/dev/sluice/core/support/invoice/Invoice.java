package dev.sluice.core.support.invoice;

import dev.sluice.core.log.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What an upstream charges for a call.
 *
 * @param figures what it counts; empty where it charges nothing, or by something that nobody here counts
 * @param charges whether it charges anything
 * @param beside whether it charges something beside the figures, or by other prices
 */
public record Invoice(Map<Quantity, Long> figures, boolean charges, boolean beside) {
    /** Nothing at all. */
    public static final Invoice NOTHING = new Invoice(Map.of(), false, false);

    /** Something that is not counted here: a search, a session, work that is done later. */
    public static final Invoice OTHERWISE = new Invoice(Map.of(), true, true);

    /** What a token of the input costs, in the tests' own price list. */
    public static final BigDecimal IN = new BigDecimal("0.0000025");

    /** What a token of the input costs that was in the cache. */
    public static final BigDecimal CACHED = new BigDecimal("0.00000125");

    /** What a token of the output costs. */
    public static final BigDecimal OUT = new BigDecimal("0.00001");

    /** What a second of sound costs. */
    public static final BigDecimal SECOND = new BigDecimal("0.0001");

    private static final int MICROS = 6;

    public Invoice {
        figures = Map.copyOf(figures);
    }

    /** By these figures. */
    public static Invoice of(Map<Quantity, Long> figures) {
        return new Invoice(figures, true, false);
    }

    /** The same, and something beside. */
    public Invoice andMore() {
        return new Invoice(figures, true, true);
    }

    /** The sum, by the price list; empty where that does not say it. */
    public Optional<BigDecimal> sum() {
        if (!charges) {
            return Optional.of(BigDecimal.ZERO);
        }
        Long sound = figures.get(Quantity.AUDIO_MICROS);
        if (beside || (sound == null && !figures.containsKey(Quantity.INPUT_TOKENS))) {
            return Optional.empty();
        }
        return Optional.of(sound == null ? ofTokens() : SECOND.multiply(BigDecimal.valueOf(sound, MICROS)));
    }

    private BigDecimal ofTokens() {
        long cached = figures.getOrDefault(Quantity.CACHED_INPUT_TOKENS, 0L);
        return IN.multiply(BigDecimal.valueOf(figures.getOrDefault(Quantity.INPUT_TOKENS, 0L) - cached))
                .add(CACHED.multiply(BigDecimal.valueOf(cached)))
                .add(OUT.multiply(BigDecimal.valueOf(figures.getOrDefault(Quantity.OUTPUT_TOKENS, 0L))));
    }
}
