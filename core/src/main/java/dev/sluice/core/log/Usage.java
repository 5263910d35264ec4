package dev.sluice.core.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a call used, as the upstream counted it, and how far that is to be trusted. A figure that the answer did not carry is
 * unknown, never 0. Immutable.
 */
public final class Usage {
    private static final Quantity[] QUANTITIES = Quantity.values();
    private static final long UNTOLD = -1;

    /** The call uses nothing: it reads, writes or deletes objects, or was refused before any model saw it. */
    public static final Usage NOTHING = new Usage(Certainty.NOTHING, nothing());

    /** The call used something, and nobody said how much. */
    public static final Usage UNKNOWN = new Usage(Certainty.UNKNOWN, nothing());

    private final Certainty certainty;
    private final long[] figures;

    /** The figures, by quantity, are the usage's own from now on. */
    private Usage(Certainty certainty, long[] figures) {
        this.certainty = certainty;
        this.figures = figures;
    }

    private static long[] nothing() {
        long[] figures = new long[QUANTITIES.length];
        Arrays.fill(figures, UNTOLD);
        return figures;
    }

    /** How far figures are to be trusted. */
    public enum Certainty {
        /** There is nothing to count. */
        NOTHING,
        /** The upstream's last word. */
        EXACT,
        /** What the upstream had said when the answer broke off: so much, and perhaps more. */
        AT_LEAST,
        /** Nobody said. */
        UNKNOWN;

        private final String wire = name().toLowerCase(Locale.ROOT);

        /** The name in records. */
        public String wire() {
            return wire;
        }
    }

    /** Exact figures, to be filled in. */
    public static Builder exactly() {
        return new Builder();
    }

    /** Exact tokens of the input, the output and in total, as the upstream adds them up; none of them below 0. */
    public static Usage ofTokens(long input, long output, long total) {
        return exactly()
                .set(Quantity.INPUT_TOKENS, input)
                .set(Quantity.OUTPUT_TOKENS, output)
                .set(Quantity.TOTAL_TOKENS, total)
                .build();
    }

    /** How far the figures are to be trusted. */
    public Certainty certainty() {
        return certainty;
    }

    /** A figure; empty where it is unknown. */
    public OptionalLong of(Quantity quantity) {
        long figure = figures[quantity.place()];
        return figure == UNTOLD ? OptionalLong.empty() : OptionalLong.of(figure);
    }

    /** The figure, or 0 where none is known: for those who add up what is known. */
    public long known(Quantity quantity) {
        return Math.max(0, figures[quantity.place()]);
    }

    /** All tokens as far as they are known: the upstream's sum, or that of its parts. */
    public long total() {
        long total = figures[Quantity.TOTAL_TOKENS.place()];
        return total == UNTOLD ? known(Quantity.INPUT_TOKENS) + known(Quantity.OUTPUT_TOKENS) : total;
    }

    /** Both together; a figure that only one of them knows is unknown. */
    public Usage plus(Usage other) {
        Builder sum = exactly();
        for (int i = 0; i < figures.length; i++) {
            if (figures[i] != UNTOLD && other.figures[i] != UNTOLD) {
                sum.set(QUANTITIES[i], figures[i] + other.figures[i]);
            }
        }
        Usage exact = sum.build();
        return certainty == Certainty.EXACT && other.certainty == Certainty.EXACT ? exact : exact.atLeast();
    }

    /** The same figures as the least that was used. */
    public Usage atLeast() {
        return certainty == Certainty.EXACT ? new Usage(Certainty.AT_LEAST, figures) : this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Usage that && certainty == that.certainty && Arrays.equals(figures, that.figures);
    }

    @Override
    public int hashCode() {
        return 31 * certainty.hashCode() + Arrays.hashCode(figures);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(certainty.wire());
        for (Quantity quantity : QUANTITIES) {
            of(quantity)
                    .ifPresent(figure ->
                            text.append(' ').append(quantity.wire()).append('=').append(figure));
        }
        return text.toString();
    }

    /** Collects figures. Not thread-safe. */
    public static final class Builder {
        private final long[] figures = nothing();
        private boolean told;

        private Builder() {}

        /**
         * Says a figure.
         *
         * @throws IllegalArgumentException where it is below 0
         */
        public Builder set(Quantity quantity, long figure) {
            if (figure < 0) {
                throw new IllegalArgumentException(quantity + " cannot be " + figure);
            }
            figures[quantity.place()] = figure;
            told = true;
            return this;
        }

        /** The usage; unknown where no figure was said. */
        public Usage build() {
            return told ? new Usage(Certainty.EXACT, figures.clone()) : UNKNOWN;
        }
    }
}
