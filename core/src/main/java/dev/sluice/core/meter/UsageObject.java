package dev.sluice.core.meter;

import dev.sluice.core.json.MemberScanner;
import dev.sluice.core.json.RawJson;
import dev.sluice.core.log.Quantity;
import dev.sluice.core.log.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the object {@code usage}, in the spellings of OpenAI's endpoints and of their imitators. */
final class UsageObject {
    private static final int LONGEST_NUMBER = 24;
    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal NO_DURATION = BigDecimal.ONE.negate();
    private static final BigDecimal LONGEST_SOUND = BigDecimal.valueOf(1_000_000_000L);

    private static final List<String> INPUT_DETAILS =
            List.of("prompt_tokens_details", "input_tokens_details", "input_token_details", "prompt_token_details");
    private static final List<String> OUTPUT_DETAILS =
            List.of("completion_tokens_details", "output_tokens_details", "output_token_details");
    private static final Map<String, Quantity> OF_INPUT = Map.of(
            "cached_tokens", Quantity.CACHED_INPUT_TOKENS,
            "cache_write_tokens", Quantity.CACHE_WRITE_INPUT_TOKENS,
            "cache_creation_tokens", Quantity.CACHE_WRITE_INPUT_TOKENS,
            "text_tokens", Quantity.TEXT_INPUT_TOKENS,
            "audio_tokens", Quantity.AUDIO_INPUT_TOKENS,
            "image_tokens", Quantity.IMAGE_INPUT_TOKENS);
    private static final Map<String, Quantity> OF_OUTPUT = Map.of(
            "reasoning_tokens", Quantity.REASONING_OUTPUT_TOKENS,
            "text_tokens", Quantity.TEXT_OUTPUT_TOKENS,
            "audio_tokens", Quantity.AUDIO_OUTPUT_TOKENS,
            "image_tokens", Quantity.IMAGE_OUTPUT_TOKENS);

    private static final List<Quantity> MEANINGS = new ArrayList<>();
    private static final MemberScanner.Paths PATHS;
    private static final int SECONDS;
    private static final int INPUT_TOKENS;
    private static final int CACHE_READ;
    private static final int CACHE_WRITTEN;

    static {
        List<String> paths = new ArrayList<>();
        add(paths, "prompt_tokens", Quantity.INPUT_TOKENS);
        add(paths, "completion_tokens", Quantity.OUTPUT_TOKENS);
        add(paths, "output_tokens", Quantity.OUTPUT_TOKENS);
        add(paths, "total_tokens", Quantity.TOTAL_TOKENS);
        INPUT_DETAILS.forEach(object -> OF_INPUT.forEach((part, meaning) -> add(paths, object + "." + part, meaning)));
        OUTPUT_DETAILS.forEach(
                object -> OF_OUTPUT.forEach((part, meaning) -> add(paths, object + "." + part, meaning)));
        INPUT_TOKENS = add(paths, "input_tokens", Quantity.INPUT_TOKENS);
        CACHE_READ = add(paths, "cache_read_input_tokens", Quantity.CACHED_INPUT_TOKENS);
        CACHE_WRITTEN = add(paths, "cache_creation_input_tokens", Quantity.CACHE_WRITE_INPUT_TOKENS);
        SECONDS = add(paths, "seconds", Quantity.AUDIO_MICROS);
        PATHS = MemberScanner.Paths.of(paths);
    }

    private final Usage.Builder said = Usage.exactly();
    private long besideInput;
    private @Nullable Long input;
    private boolean promptTold;

    private UsageObject() {}

    private static int add(List<String> paths, String path, Quantity meaning) {
        paths.add(path);
        MEANINGS.add(meaning);
        return paths.size() - 1;
    }

    /** What the object says; unknown where it says nothing that is understood. */
    static Usage read(RawJson object) {
        UsageObject reader = new UsageObject();
        object.readBy(new MemberScanner(PATHS, LONGEST_NUMBER, reader::member));
        return reader.result();
    }

    private void member(int path, long from, long to, @Nullable RawJson number) {
        if (number == null) {
            return;
        }
        OptionalLong count = path == SECONDS ? micros(number) : number.count();
        count.ifPresent(figure -> counted(path, figure));
    }

    private void counted(int path, long figure) {
        if (path == INPUT_TOKENS) {
            input = figure;
            return;
        }
        said.set(MEANINGS.get(path), figure);
        promptTold |= path == 0;
        besideInput += path == CACHE_READ || path == CACHE_WRITTEN ? figure : 0;
    }

    /** Whoever tells the tokens of caches beside {@code input_tokens}, as Anthropic does, does not count them there. */
    private Usage result() {
        if (input != null && !promptTold) {
            said.set(Quantity.INPUT_TOKENS, input + besideInput);
        }
        return said.build();
    }

    private static OptionalLong micros(RawJson number) {
        BigDecimal seconds = number.number().orElse(NO_DURATION);
        if (seconds.signum() < 0 || seconds.compareTo(LONGEST_SOUND) > 0) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(seconds.multiply(MICROS).longValueExact());
        } catch (ArithmeticException tooFine) {
            return OptionalLong.empty();
        }
    }
}
