package dev.sluice.logging.otel.record;

import dev.sluice.core.log.Quantity;
import dev.sluice.core.log.Usage;
import dev.sluice.logging.otel.names.Attribute;
import dev.sluice.logging.otel.names.Metric;
import dev.sluice.logging.otel.record.ModelLabels.Whose;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How tokens are counted: the conventions changed their mind. */
interface Tokens {
    /**
     * Counts what an answer used, as far as the upstream told it.
     *
     * @param labels makes attributes
     * @param whose who used it
     */
    void record(Usage usage, ModelLabels labels, Whose whose);

    /** As the conventions of those instruments want it. */
    static Tokens of(Instruments instruments) {
        return Metric.TOKEN_USAGE.isIn(instruments.conventions())
                ? new OneHistogram(instruments.histogram(Metric.TOKEN_USAGE))
                : new Counters(instruments);
    }

    /** One histogram, whose attribute says which tokens are meant. */
    record OneHistogram(DoubleHistogram usage) implements Tokens {
        private static final Optional<String> INPUT = Optional.of("input");
        private static final Optional<String> OUTPUT = Optional.of("output");

        @Override
        public void record(Usage used, ModelLabels labels, Whose whose) {
            record(used.of(Quantity.INPUT_TOKENS), labels, whose, INPUT);
            record(used.of(Quantity.OUTPUT_TOKENS), labels, whose, OUTPUT);
        }

        private void record(OptionalLong tokens, ModelLabels labels, Whose whose, Optional<String> type) {
            if (tokens.isPresent()) {
                usage.record((double) tokens.getAsLong(), labels.of(whose, Attribute.TOKEN_TYPE, type));
            }
        }
    }

    /** A counter for each kind, whose attribute says what the tokens stand for, and a histogram of calls. */
    final class Counters implements Tokens {
        private final LongCounter input;
        private final LongCounter output;
        private final LongCounter cacheRead;
        private final LongCounter cacheWrite;
        private final LongCounter reasoning;
        private final DoubleHistogram inputOfCall;
        private final DoubleHistogram outputOfCall;

        Counters(Instruments instruments) {
            input = instruments.counter(Metric.INPUT_TOKENS);
            output = instruments.counter(Metric.OUTPUT_TOKENS);
            cacheRead = instruments.counter(Metric.CACHE_READ_TOKENS);
            cacheWrite = instruments.counter(Metric.CACHE_WRITE_TOKENS);
            reasoning = instruments.counter(Metric.REASONING_TOKENS);
            inputOfCall = instruments.histogram(Metric.OPERATION_INPUT_TOKENS);
            outputOfCall = instruments.histogram(Metric.OPERATION_OUTPUT_TOKENS);
        }

        /** What part of a quantity stands for what. */
        private record Part(Quantity quantity, String modality) {}

        private static final List<Part> INPUTS = List.of(
                new Part(Quantity.TEXT_INPUT_TOKENS, "text"),
                new Part(Quantity.AUDIO_INPUT_TOKENS, "audio"),
                new Part(Quantity.IMAGE_INPUT_TOKENS, "image"));
        private static final List<Part> OUTPUTS = List.of(
                new Part(Quantity.TEXT_OUTPUT_TOKENS, "text"),
                new Part(Quantity.AUDIO_OUTPUT_TOKENS, "audio"),
                new Part(Quantity.IMAGE_OUTPUT_TOKENS, "image"));

        @Override
        public void record(Usage usage, ModelLabels labels, Whose whose) {
            split(usage, Quantity.INPUT_TOKENS, INPUTS, input, labels, whose);
            split(usage, Quantity.OUTPUT_TOKENS, OUTPUTS, output, labels, whose);
            split(usage, Quantity.CACHED_INPUT_TOKENS, List.of(), cacheRead, labels, whose);
            split(usage, Quantity.CACHE_WRITE_INPUT_TOKENS, List.of(), cacheWrite, labels, whose);
            split(usage, Quantity.REASONING_OUTPUT_TOKENS, List.of(), reasoning, labels, whose);
            usage.of(Quantity.INPUT_TOKENS).ifPresent(count -> inputOfCall.record((double) count, labels.of(whose)));
            usage.of(Quantity.OUTPUT_TOKENS).ifPresent(count -> outputOfCall.record((double) count, labels.of(whose)));
        }

        /** The parts whose modality was told, and the rest. */
        private static void split(
                Usage usage, Quantity whole, List<Part> parts, LongCounter counter, ModelLabels labels, Whose whose) {
            long rest = usage.known(whole);
            for (Part part : parts) {
                long count = Math.min(rest, usage.known(part.quantity()));
                add(counter, count, part.modality(), labels, whose);
                rest -= count;
            }
            add(counter, rest, "unknown", labels, whose);
        }

        private static void add(LongCounter counter, long count, String modality, ModelLabels labels, Whose whose) {
            if (count > 0) {
                counter.add(count, labels.of(whose, Attribute.TOKEN_MODALITY, Optional.of(modality)));
            }
        }
    }
}
