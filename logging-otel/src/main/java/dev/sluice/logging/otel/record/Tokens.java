package dev.sluice.logging.otel.record;

import dev.sluice.core.log.Quantity;
import dev.sluice.core.log.Usage;
import dev.sluice.logging.otel.names.Attribute;
import dev.sluice.logging.otel.names.Facts;
import dev.sluice.logging.otel.names.Metric;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import java.util.List;
import java.util.function.Supplier;

/** How tokens are counted: the conventions changed their mind. */
interface Tokens {
    /**
     * Counts what an answer used, as far as the upstream told it.
     *
     * @param labels makes the attributes that say whose it is
     */
    void record(Usage usage, Supplier<Facts> labels);

    /** As the conventions of those instruments want it. */
    static Tokens of(Instruments instruments) {
        return Metric.TOKEN_USAGE.isIn(instruments.conventions())
                ? new OneHistogram(instruments.histogram(Metric.TOKEN_USAGE))
                : new Counters(instruments);
    }

    /** One histogram, whose attribute says which tokens are meant. */
    record OneHistogram(DoubleHistogram usage) implements Tokens {
        @Override
        public void record(Usage used, Supplier<Facts> labels) {
            used.of(Quantity.INPUT_TOKENS)
                    .ifPresent(count -> usage.record(
                            (double) count,
                            labels.get().set(Attribute.TOKEN_TYPE, "input").build()));
            used.of(Quantity.OUTPUT_TOKENS)
                    .ifPresent(count -> usage.record(
                            (double) count,
                            labels.get().set(Attribute.TOKEN_TYPE, "output").build()));
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
        public void record(Usage usage, Supplier<Facts> labels) {
            split(usage, Quantity.INPUT_TOKENS, INPUTS, input, labels);
            split(usage, Quantity.OUTPUT_TOKENS, OUTPUTS, output, labels);
            split(usage, Quantity.CACHED_INPUT_TOKENS, List.of(), cacheRead, labels);
            split(usage, Quantity.CACHE_WRITE_INPUT_TOKENS, List.of(), cacheWrite, labels);
            split(usage, Quantity.REASONING_OUTPUT_TOKENS, List.of(), reasoning, labels);
            usage.of(Quantity.INPUT_TOKENS)
                    .ifPresent(count ->
                            inputOfCall.record((double) count, labels.get().build()));
            usage.of(Quantity.OUTPUT_TOKENS)
                    .ifPresent(count ->
                            outputOfCall.record((double) count, labels.get().build()));
        }

        /** The parts whose modality was told, and the rest. */
        private static void split(
                Usage usage, Quantity whole, List<Part> parts, LongCounter counter, Supplier<Facts> labels) {
            long rest = usage.known(whole);
            for (Part part : parts) {
                long count = Math.min(rest, usage.known(part.quantity()));
                add(counter, count, part.modality(), labels);
                rest -= count;
            }
            add(counter, rest, "unknown", labels);
        }

        private static void add(LongCounter counter, long count, String modality, Supplier<Facts> labels) {
            if (count > 0) {
                counter.add(
                        count,
                        labels.get().set(Attribute.TOKEN_MODALITY, modality).build());
            }
        }
    }
}
