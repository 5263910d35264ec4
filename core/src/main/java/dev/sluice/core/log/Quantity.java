package dev.sluice.core.log;

import java.util.Locale;

/** What upstreams count. Parts of the input and the output are contained in these, never added to them. */
public enum Quantity {
    /** All tokens that the model read, cached ones included. */
    INPUT_TOKENS,
    /** All tokens that the model wrote, those of its reasoning included. */
    OUTPUT_TOKENS,
    /** The upstream's own sum. */
    TOTAL_TOKENS,
    /** Of the input: read from a cache. */
    CACHED_INPUT_TOKENS,
    /** Of the input: written to a cache. */
    CACHE_WRITE_INPUT_TOKENS,
    /** Of the input: text. */
    TEXT_INPUT_TOKENS,
    /** Of the input: sound. */
    AUDIO_INPUT_TOKENS,
    /** Of the input: images. */
    IMAGE_INPUT_TOKENS,
    /** Of the output: reasoning. */
    REASONING_OUTPUT_TOKENS,
    /** Of the output: text. */
    TEXT_OUTPUT_TOKENS,
    /** Of the output: sound. */
    AUDIO_OUTPUT_TOKENS,
    /** Of the output: images. */
    IMAGE_OUTPUT_TOKENS,
    /** Images that were made. */
    IMAGES,
    /** Millionths of a second of sound that was listened to. */
    AUDIO_MICROS;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** Where figures of it stand among those of one process. */
    @SuppressWarnings("EnumOrdinal") // Nothing that is kept or sent depends on it.
    int place() {
        return ordinal();
    }

    /** The name in records. */
    public String wire() {
        return wire;
    }
}
