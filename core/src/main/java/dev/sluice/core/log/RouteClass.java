package dev.sluice.core.log;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a path is about, by its first word behind versions and names of models. */
public enum RouteClass {
    ASSISTANTS,
    AUDIO,
    BATCHES,
    CHAT,
    COMPLETIONS,
    CONTAINERS,
    CONVERSATIONS,
    EMBEDDINGS,
    EVALS,
    FILES,
    FINE_TUNING,
    HEALTH,
    IMAGES,
    MODELS,
    MODERATIONS,
    ORGANIZATION,
    REALTIME,
    RERANK,
    RESPONSES,
    THREADS,
    UPLOADS,
    VECTOR_STORES,
    VIDEOS,
    /** Everything else. */
    OTHER;

    private static final Map<String, RouteClass> BY_WORD =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(RouteClass::wire, Function.identity()));

    /** The class of a path whose first word this is. */
    static RouteClass of(String word) {
        return BY_WORD.getOrDefault(word, OTHER);
    }

    /** The name in records, metrics and spans. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
