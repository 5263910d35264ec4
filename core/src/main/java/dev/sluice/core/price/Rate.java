package dev.sluice.core.price;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a price is for. The keys are LiteLLM's. */
public enum Rate {
    /** A token of the input. */
    INPUT_TOKEN("input_cost_per_token"),
    /** A token of the output. */
    OUTPUT_TOKEN("output_cost_per_token"),
    /** A token of the input that was read from a cache; as any other where it has no price of its own. */
    CACHED_INPUT_TOKEN("cache_read_input_token_cost"),
    /** A token of the input that was written into a cache. */
    CACHE_WRITE_TOKEN("cache_creation_input_token_cost"),
    /** A token of sound in the input. */
    AUDIO_INPUT_TOKEN("input_cost_per_audio_token"),
    /** A token of sound in the output. */
    AUDIO_OUTPUT_TOKEN("output_cost_per_audio_token"),
    /** A token of a picture in the input. */
    IMAGE_INPUT_TOKEN("input_cost_per_image_token"),
    /** A token of a picture in the output. */
    IMAGE_OUTPUT_TOKEN("output_cost_per_image_token"),
    /** A token of the output that was thought, not said. */
    REASONING_TOKEN("output_cost_per_reasoning_token"),
    /** A second of sound that is listened to. */
    INPUT_SECOND("input_cost_per_second");

    private static final Map<String, Rate> BY_KEY =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Rate::key, Function.identity()));

    private final String key;

    Rate(String key) {
        this.key = key;
    }

    /** The key in configurations and price tables. */
    public String key() {
        return key;
    }

    /** The rate of that key. */
    public static Optional<Rate> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }
}
