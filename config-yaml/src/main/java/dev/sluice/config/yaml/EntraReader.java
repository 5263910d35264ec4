package dev.sluice.config.yaml;

import dev.sluice.core.secret.SecretRef;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what proves to Azure who calls, where no {@code api_key} does. */
final class EntraReader {
    private static final List<String> APPLICATION = List.of(EntraKeys.TENANT, EntraKeys.CLIENT, EntraKeys.SECRET);

    private final Reading reading;
    private final Upstreams upstreams;

    EntraReader(Reading reading, Upstreams upstreams) {
        this.reading = reading;
        this.upstreams = upstreams;
    }

    /** What is written and counts. A provider of somebody's own gets all of it; other built-in ones have no use for it. */
    Map<String, SecretRef> read(Section params, String provider) {
        Map<String, SecretRef> written = written(params);
        if (Providers.isCustom(provider)) {
            return written;
        }
        if (!provider.equals(Providers.AZURE)) {
            written.keySet()
                    .forEach(key -> advise(params, key, "has no effect, since the provider is not azure; remove it"));
            return Map.of();
        }
        if (params.has("api_key")) {
            written.keySet().forEach(key -> advise(params, key, "has no effect beside api_key; remove one of them"));
            return Map.of();
        }
        if (written.containsKey(EntraKeys.TOKEN)) {
            written.keySet().stream()
                    .filter(key -> !key.equals(EntraKeys.TOKEN))
                    .forEach(key -> advise(params, key, "has no effect beside azure_ad_token; remove one of them"));
            return Map.of(EntraKeys.TOKEN, written.get(EntraKeys.TOKEN));
        }
        return application(params, written);
    }

    /** In the order of the table, so that problems are told in it. */
    private Map<String, SecretRef> written(Section params) {
        Map<String, SecretRef> written = new LinkedHashMap<>();
        for (String key : EntraKeys.READ) {
            params.node(key).flatMap(reading::secret).ifPresent(secret -> written.put(key, secret));
        }
        if (written.containsKey(EntraKeys.AUTHORITY)) {
            params.string(EntraKeys.AUTHORITY)
                    .ifPresent(host -> upstreams.checkAuthority(host, params.place(EntraKeys.AUTHORITY)));
        }
        return written;
    }

    private Map<String, SecretRef> application(Section params, Map<String, SecretRef> written) {
        if (APPLICATION.stream().noneMatch(params::has)) {
            return written;
        }
        APPLICATION.stream()
                .filter(key -> !params.has(key))
                .forEach(key -> params.missing(
                        key, "Entra wants tenant_id, client_id and client_secret; write all three of them"));
        Map<String, SecretRef> complete = new HashMap<>(upstreams.entra());
        complete.putAll(written);
        return complete;
    }

    /** Whether a credential is written at all, be it right or wrong. */
    static boolean isWritten(Section params, String provider) {
        return provider.equals(Providers.AZURE)
                && (params.has(EntraKeys.TOKEN) || APPLICATION.stream().anyMatch(params::has));
    }

    private void advise(Section params, String key, String message) {
        reading.problems().advice(params.place(key), message);
    }
}
