package dev.sluice.core.passthrough;

import dev.sluice.core.http.HeaderNames;
import dev.sluice.core.http.Headers;
import dev.sluice.core.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where clients present the gateway's key, and which of their headers therefore never go upstream. */
final class GatewayKey {
    private static final List<String> HEADERS = List.of("x-litellm-api-key", "authorization", "api-key", "x-api-key");
    /** What belongs to one hop, and where LiteLLM's clients may present the gateway's key as well. */
    private static final List<String> NEVER_SENT = List.of(
            "host", "content-length", "expect", "x-goog-api-key", "ocp-apim-subscription-key", "litellm_user_api_key");

    private static final String CONTROL_PREFIX = "x-litellm-";
    private static final String REDACTION_SUFFIX = "-message-redaction";
    private static final String BEARER = "bearer ";

    private final List<String> headers;
    private final HeaderNames dropped;
    private volatile @Nullable Secret last;

    GatewayKey(Optional<String> additionalHeader) {
        List<String> names = new ArrayList<>();
        additionalHeader.map(name -> name.toLowerCase(Locale.ROOT)).ifPresent(names::add);
        names.addAll(HEADERS);
        headers = List.copyOf(names);
        dropped = HeaderNames.of(
                Stream.concat(names.stream(), NEVER_SENT.stream()).toList());
    }

    /** The key in the first of the headers that is present. */
    Optional<Secret> presentedIn(Headers request) {
        for (String name : headers) {
            Optional<String> value = request.first(name);
            if (value.isPresent()) {
                return Optional.of(secret(withoutScheme(value.get())));
            }
        }
        return Optional.empty();
    }

    /** Most calls present the key of the call before, whose digest is known. */
    private Secret secret(String presented) {
        Secret before = last;
        if (before != null && before.reveals(presented)) {
            return before;
        }
        Secret fresh = Secret.of(presented);
        last = fresh;
        return fresh;
    }

    private static String withoutScheme(String value) {
        boolean bearer = value.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return (bearer ? value.substring(BEARER.length()) : value).strip();
    }

    /** Whether a header of this name stays with the gateway. */
    boolean keeps(String name) {
        int suffix = name.length() - REDACTION_SUFFIX.length();
        return dropped.contains(name)
                || name.regionMatches(true, 0, CONTROL_PREFIX, 0, CONTROL_PREFIX.length())
                || name.regionMatches(true, suffix, REDACTION_SUFFIX, 0, REDACTION_SUFFIX.length());
    }
}
