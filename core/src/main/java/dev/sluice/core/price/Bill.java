package dev.sluice.core.price;

import dev.sluice.core.log.Quantity;
import dev.sluice.core.log.Usage;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Works out what a usage costs. Exact: prices are decimals, and so are their products and sums. Where a figure or a price is
 * missing that could make a difference, the cost is unknown.
 */
final class Bill {
    private static final int MICROS = 6;

    private final Prices prices;
    private final Usage usage;
    private BigDecimal sum = BigDecimal.ZERO;
    private boolean unknown;

    private Bill(Prices prices, Usage usage) {
        this.prices = prices;
        this.usage = usage;
    }

    static Optional<BigDecimal> of(Prices prices, Usage usage) {
        return new Bill(prices, usage).total();
    }

    private Optional<BigDecimal> total() {
        OptionalLong micros = usage.of(Quantity.AUDIO_MICROS);
        Optional<BigDecimal> second = prices.of(Rate.INPUT_SECOND);
        if (micros.isPresent() && second.isPresent()) {
            return Optional.of(second.get().multiply(BigDecimal.valueOf(micros.getAsLong(), MICROS)));
        }
        input();
        output();
        return unknown ? Optional.empty() : Optional.of(sum);
    }

    private void input() {
        long cached = usage.known(Quantity.CACHED_INPUT_TOKENS);
        long audio = usage.known(Quantity.AUDIO_INPUT_TOKENS);
        long image = usage.known(Quantity.IMAGE_INPUT_TOKENS);
        // Nobody says how much of the sound, or of the images, was in the cache.
        unknown |= cached > 0
                && ((audio > 0 && hasOwn(Rate.AUDIO_INPUT_TOKEN)) || (image > 0 && hasOwn(Rate.IMAGE_INPUT_TOKEN)));
        unknown |= isUntold(Quantity.AUDIO_INPUT_TOKENS, Rate.AUDIO_INPUT_TOKEN, Quantity.INPUT_TOKENS);
        long rest = usage.known(Quantity.INPUT_TOKENS);
        rest -= charge(cached, Rate.CACHED_INPUT_TOKEN, Rate.INPUT_TOKEN);
        rest -= charge(usage.known(Quantity.CACHE_WRITE_INPUT_TOKENS), Rate.CACHE_WRITE_TOKEN, Rate.INPUT_TOKEN);
        rest -= charge(audio, Rate.AUDIO_INPUT_TOKEN, Rate.INPUT_TOKEN);
        rest -= charge(image, Rate.IMAGE_INPUT_TOKEN, Rate.INPUT_TOKEN);
        rest(rest, usage.of(Quantity.INPUT_TOKENS), Rate.INPUT_TOKEN);
    }

    private void output() {
        unknown |= isUntold(Quantity.AUDIO_OUTPUT_TOKENS, Rate.AUDIO_OUTPUT_TOKEN, Quantity.OUTPUT_TOKENS);
        OptionalLong written = written();
        long rest = written.orElse(0);
        rest -= charge(usage.known(Quantity.REASONING_OUTPUT_TOKENS), Rate.REASONING_TOKEN, Rate.OUTPUT_TOKEN);
        rest -= charge(usage.known(Quantity.AUDIO_OUTPUT_TOKENS), Rate.AUDIO_OUTPUT_TOKEN, Rate.OUTPUT_TOKEN);
        rest -= charge(usage.known(Quantity.IMAGE_OUTPUT_TOKENS), Rate.IMAGE_OUTPUT_TOKEN, Rate.OUTPUT_TOKEN);
        rest(rest, written, Rate.OUTPUT_TOKEN);
    }

    /** Embeddings have no output: their sum says so. */
    private OptionalLong written() {
        OptionalLong output = usage.of(Quantity.OUTPUT_TOKENS);
        OptionalLong input = usage.of(Quantity.INPUT_TOKENS);
        OptionalLong total = usage.of(Quantity.TOTAL_TOKENS);
        return output.isEmpty() && input.isPresent() && total.equals(input) ? OptionalLong.of(0) : output;
    }

    private boolean hasOwn(Rate rate) {
        return prices.of(rate).isPresent();
    }

    /** A model that hears or speaks says how much of it was sound. Parts of other kinds that nobody tells there are not. */
    private boolean isUntold(Quantity part, Rate rate, Quantity whole) {
        return hasOwn(rate) && usage.of(part).isEmpty() && usage.known(whole) > 0;
    }

    /** Charges a part where it has a price of its own; how many tokens that were. */
    private long charge(long tokens, Rate own, Rate otherwise) {
        Optional<BigDecimal> price = prices.of(own);
        if (tokens == 0 || price.isEmpty() || own == otherwise) {
            return 0;
        }
        sum = sum.add(price.get().multiply(BigDecimal.valueOf(tokens)));
        return tokens;
    }

    private void rest(long tokens, OptionalLong all, Rate rate) {
        Optional<BigDecimal> price = prices.of(rate);
        if (tokens < 0 || price.isEmpty() || all.isEmpty()) {
            // Whatever it is, it costs nothing.
            unknown |= tokens < 0 || price.isEmpty() || price.get().signum() != 0;
            return;
        }
        sum = sum.add(price.get().multiply(BigDecimal.valueOf(tokens)));
    }
}
