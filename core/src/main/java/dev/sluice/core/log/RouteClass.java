package dev.sluice.core.log;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a path is about, by its first word behind versions and names of models. */
public enum RouteClass {
    /** {@code /assistants} and what is below it. */
    ASSISTANTS,
    /** {@code /audio} and what is below it. */
    AUDIO,
    /** {@code /batches} and what is below it. */
    BATCHES,
    /** {@code /chat} and what is below it. */
    CHAT,
    /** {@code /completions} and what is below it. */
    COMPLETIONS,
    /** {@code /containers} and what is below it. */
    CONTAINERS,
    /** {@code /conversations} and what is below it. */
    CONVERSATIONS,
    /** {@code /embeddings} and what is below it. */
    EMBEDDINGS,
    /** {@code /evals} and what is below it. */
    EVALS,
    /** {@code /files} and what is below it. */
    FILES,
    /** {@code /fine_tuning} and what is below it. */
    FINE_TUNING,
    /** {@code /health} and what is below it. */
    HEALTH,
    /** {@code /images} and what is below it. */
    IMAGES,
    /** {@code /models} and what is below it. */
    MODELS,
    /** {@code /moderations} and what is below it. */
    MODERATIONS,
    /** {@code /organization} and what is below it. */
    ORGANIZATION,
    /** {@code /realtime} and what is below it. */
    REALTIME,
    /** {@code /rerank} and what is below it. */
    RERANK,
    /** {@code /responses} and what is below it. */
    RESPONSES,
    /** {@code /threads} and what is below it. */
    THREADS,
    /** {@code /uploads} and what is below it. */
    UPLOADS,
    /** {@code /vector_stores} and what is below it. */
    VECTOR_STORES,
    /** {@code /videos} and what is below it. */
    VIDEOS,
    /** Everything else. */
    OTHER;

    private final String wire = name().toLowerCase(Locale.ROOT);

    private static final Map<String, RouteClass> BY_WORD =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(RouteClass::wire, Function.identity()));

    /** The class of a path whose first word this is. */
    static RouteClass of(String word) {
        return BY_WORD.getOrDefault(word, OTHER);
    }

    /** The name in records, metrics and spans. */
    public String wire() {
        return wire;
    }
}
