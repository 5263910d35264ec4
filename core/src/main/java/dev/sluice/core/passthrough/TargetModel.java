package dev.sluice.core.passthrough;

import dev.sluice.core.http.Headers;
import dev.sluice.core.http.RawQuery;
import dev.sluice.core.json.MemberScanner;
import dev.sluice.core.json.RawJson;
import dev.sluice.core.spi.ModelCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The model group that a call names as its target, apart from the body's {@code model}: by header, by body, by query, or
 * in an Azure client's path; the first of them counts.
 */
final class TargetModel {
    private static final String HEADER = ModelCall.TARGET;
    private static final List<String> QUERY = List.of("target_model_names", "target_model_names[]");

    private TargetModel() {}

    static Optional<String> of(Headers headers, Optional<String> inBody, RawQuery query, Optional<String> inPath) {
        return headers.first(HEADER)
                .flatMap(TargetModel::ofText)
                .or(() -> inBody)
                .or(() -> query.first(QUERY).flatMap(TargetModel::ofText))
                .or(() -> inPath);
    }

    /** The first name of a header or a query; a list that names nothing is a name that nobody serves. */
    private static Optional<String> ofText(String value) {
        return ofField(value).or(() -> firstName(value));
    }

    /** The query as it goes upstream. */
    static RawQuery removedFrom(RawQuery query) {
        return query.without(QUERY);
    }

    /** The first name of a JSON string, or of a list of strings; empty where it is neither. */
    static Optional<String> ofJson(RawJson value) {
        if (value.first() != '[') {
            return value.string().flatMap(TargetModel::firstName);
        }
        List<String> names = new ArrayList<>();
        value.readBy(new MemberScanner(
                List.of("[]"),
                RequestScan.LONGEST_NAME,
                (path, start, end, element) ->
                        names.add(element == null ? "" : element.string().orElse(""))));
        return names.stream().findFirst().flatMap(TargetModel::firstName);
    }

    /** The first name of a form's field, which may hold a list in JSON; empty where there is none. */
    static Optional<String> ofField(String value) {
        String text = value.strip();
        return text.startsWith("[") ? ofJson(RawJson.of(text)) : firstName(text);
    }

    /** The first of several names between commas; empty where there is none. */
    private static Optional<String> firstName(String names) {
        return Optional.of(names.split(",", 2)[0].strip()).filter(name -> !name.isEmpty());
    }
}
