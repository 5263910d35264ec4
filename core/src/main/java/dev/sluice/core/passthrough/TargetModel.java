package dev.sluice.core.passthrough;

import dev.sluice.core.http.Headers;
import dev.sluice.core.http.RawQuery;
import java.util.List;
import java.util.Optional;

/**
 * The model group that a call names as its target, apart from the body's {@code model}: by header, by body, by query, or
 * in an Azure client's path; the first of them counts.
 */
final class TargetModel {
    private static final String HEADER = "X-LiteLLM-Target-Model";
    private static final List<String> QUERY = List.of("target_model_names", "target_model_names[]");

    private TargetModel() {}

    static Optional<String> of(Headers headers, RequestBody body, RawQuery query, Optional<String> inPath) {
        return headers.first(HEADER)
                .flatMap(TargetModel::firstName)
                .or(body::target)
                .or(() -> query.first(QUERY).flatMap(TargetModel::firstName))
                .or(() -> inPath);
    }

    /** The query as it goes upstream. */
    static RawQuery removedFrom(RawQuery query) {
        return query.without(QUERY);
    }

    /** The first of several names between commas; empty where there is none. */
    static Optional<String> firstName(String names) {
        return Optional.of(names.split(",", 2)[0].strip()).filter(name -> !name.isEmpty());
    }
}
