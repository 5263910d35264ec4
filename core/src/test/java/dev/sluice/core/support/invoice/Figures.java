package dev.sluice.core.support.invoice;

import dev.sluice.core.log.Quantity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Makes up figures and texts, and spells figures as OpenAI's endpoints do, with apostrophes for quotes. */
final class Figures {
    private final Random random;

    Figures(Random random) {
        this.random = random;
    }

    int upTo(int most) {
        return random.nextInt(most + 1);
    }

    Map<Quantity, Long> tokens() {
        long in = random.nextInt(100_000);
        long out = random.nextInt(10_000);
        Map<Quantity, Long> figures = new EnumMap<>(Quantity.class);
        figures.put(Quantity.INPUT_TOKENS, in);
        figures.put(Quantity.OUTPUT_TOKENS, out);
        figures.put(Quantity.TOTAL_TOKENS, in + out);
        figures.put(Quantity.CACHED_INPUT_TOKENS, in == 0 ? 0 : random.nextLong(in));
        figures.put(Quantity.REASONING_OUTPUT_TOKENS, out == 0 ? 0 : random.nextLong(out));
        return figures;
    }

    /** Of calls that have neither a cache nor thoughts. */
    Map<Quantity, Long> plainTokens() {
        Map<Quantity, Long> figures = tokens();
        figures.remove(Quantity.CACHED_INPUT_TOKENS);
        figures.remove(Quantity.REASONING_OUTPUT_TOKENS);
        return figures;
    }

    Map<Quantity, Long> inputOnly() {
        long tokens = random.nextInt(5000);
        return new EnumMap<>(Map.of(Quantity.INPUT_TOKENS, tokens, Quantity.TOTAL_TOKENS, tokens));
    }

    static long figure(Map<Quantity, Long> billed, Quantity quantity) {
        return Objects.requireNonNull(billed.get(quantity));
    }

    static String ofChat(Map<Quantity, Long> billed) {
        return spelled(
                "{'prompt_tokens':%d,'prompt_tokens_details':{'cached_tokens':%d,'audio_tokens':0},'completion_tokens':%d,'total_tokens':%d,'completion_tokens_details':{'reasoning_tokens':%d}}",
                billed);
    }

    static String ofResponse(Map<Quantity, Long> billed) {
        return spelled(
                "{'input_tokens':%d,'input_tokens_details':{'cached_tokens':%d},'output_tokens':%d,'total_tokens':%d,'output_tokens_details':{'reasoning_tokens':%d}}",
                billed);
    }

    private static String spelled(String format, Map<Quantity, Long> billed) {
        return format.formatted(
                figure(billed, Quantity.INPUT_TOKENS),
                figure(billed, Quantity.CACHED_INPUT_TOKENS),
                figure(billed, Quantity.OUTPUT_TOKENS),
                figure(billed, Quantity.TOTAL_TOKENS),
                figure(billed, Quantity.REASONING_OUTPUT_TOKENS));
    }

    static String plain(Map<Quantity, Long> billed) {
        return "{'type':'tokens','input_tokens':%d,'output_tokens':%d,'total_tokens':%d}"
                .formatted(
                        figure(billed, Quantity.INPUT_TOKENS),
                        figure(billed, Quantity.OUTPUT_TOKENS),
                        figure(billed, Quantity.TOTAL_TOKENS));
    }

    /** Text that looks like what is looked for; within a string of JSON. */
    String trap() {
        List<String> traps = List.of(
                "Hello", "\\'usage\\':{\\'prompt_tokens\\':1}", "[DONE]", "data: [DONE]", "\\n\\n", "ü€😀", "}}]}");
        return traps.get(random.nextInt(traps.size()));
    }

    String noise(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }
}
