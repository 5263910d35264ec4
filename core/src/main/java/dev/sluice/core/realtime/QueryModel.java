package dev.sluice.core.realtime;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a raw query names its model.
 *
 * @param name the model's name, decoded
 * @param start the offset of the value in the query
 * @param end the offset after it
 */
public record QueryModel(String name, int start, int end) {
    private static final String MODEL = "model";

    /**
     * The parameter {@code model} of a raw query; empty where there is none, or its value is. Fails with {@link
     * ErrorKind#INVALID_REQUEST} where two readers could understand the query differently.
     */
    public static Optional<QueryModel> in(@Nullable String query) {
        QueryModel found = null;
        int start = 0;
        while (query != null && start <= query.length()) {
            int ampersand = query.indexOf('&', start);
            int end = ampersand < 0 ? query.length() : ampersand;
            int equals = query.indexOf('=', start);
            int nameEnd = equals < 0 || equals > end ? end : equals;
            if (decoded(query.substring(start, nameEnd)).filter(MODEL::equals).isPresent()) {
                if (found != null) {
                    throw invalid("The query has more than one 'model'. Send it once.");
                }
                int valueStart = Math.min(nameEnd + 1, end);
                String name = decoded(query.substring(valueStart, end))
                        .orElseThrow(
                                () -> invalid("'model' of the query is not well-formed. Escape its percent signs."));
                found = new QueryModel(name, valueStart, end);
            }
            start = end + 1;
        }
        return Optional.ofNullable(found).filter(model -> !model.name.isEmpty());
    }

    /** The query with this replacement of the name in its place, percent-encoded, and every other byte as it was. */
    public String replaceIn(String query, String replacement) {
        String encoded = URLEncoder.encode(replacement, StandardCharsets.UTF_8).replace("+", "%20");
        return query.substring(0, start) + encoded + query.substring(end);
    }

    private static Optional<String> decoded(String raw) {
        try {
            return Optional.of(URLDecoder.decode(raw, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static GatewayException invalid(String message) {
        return new GatewayException(ErrorKind.INVALID_REQUEST, Reach.NOT_SENT, message, MODEL);
    }
}
