package dev.sluice.config.yaml;

import dev.sluice.core.http.BaseUrl;
import dev.sluice.core.routing.Account;
import dev.sluice.core.secret.SecretRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the environment says of an upstream where the configuration does not, provider by provider. */
final class Upstreams {
    static final String OPENAI_KEY = "OPENAI_API_KEY";

    private static final String AZURE_BASE = "AZURE_API_BASE";
    private static final String AUTHORITY = "AZURE_AUTHORITY_HOST";
    private static final String OPENAI_BASE = "OPENAI_API_BASE";
    private static final String OPENAI_BASE_OF_SDKS = "OPENAI_BASE_URL";

    private final Variables variables;
    private final Problems problems;

    Upstreams(Variables variables, Problems problems) {
        this.variables = variables;
        this.problems = problems;
        Optional<String> base = variables.get(OPENAI_BASE);
        Optional<String> other = variables.get(OPENAI_BASE_OF_SDKS);
        if (base.isPresent() && other.isPresent() && !base.equals(other)) {
            problems.advice(
                    Place.variable(OPENAI_BASE),
                    "differs from OPENAI_BASE_URL, which counts for deployments while this one counts for the default"
                            + " upstream; unset one of them");
        }
    }

    /** {@code OPENAI_API_KEY} at {@code OPENAI_API_BASE}; empty without the key. */
    Optional<Account> defaultAccount() {
        return key(OPENAI_KEY)
                .map(key -> new Account(
                        base(OPENAI_BASE, OPENAI_BASE_OF_SDKS), Optional.of(key), Optional.empty(), Optional.empty()));
    }

    /** What holds for a deployment of this provider that says nothing of its own. */
    Account fallback(String provider) {
        return switch (provider) {
            case Providers.OPENAI ->
                new Account(
                        base(OPENAI_BASE_OF_SDKS, OPENAI_BASE),
                        key(OPENAI_KEY),
                        variables.get("OPENAI_ORGANIZATION"),
                        Optional.empty());
            case Providers.AZURE -> azure();
            default -> Account.NONE;
        };
    }

    private Account azure() {
        Optional<SecretRef> key = key("AZURE_OPENAI_API_KEY", "AZURE_API_KEY");
        return new Account(
                base(AZURE_BASE),
                key,
                Optional.empty(),
                apiVersion(Providers.AZURE),
                key.isPresent() ? Map.of() : azureSecrets());
    }

    /** A token, or all that it takes to get one; half of an application is a sign of something else. */
    private Map<String, SecretRef> azureSecrets() {
        Optional<SecretRef> token = key("AZURE_AD_TOKEN");
        if (token.isPresent()) {
            return Map.of(EntraKeys.TOKEN, token.get());
        }
        Optional<SecretRef> tenant = key("AZURE_TENANT_ID");
        Optional<SecretRef> client = key("AZURE_CLIENT_ID");
        Optional<SecretRef> secret = key("AZURE_CLIENT_SECRET");
        if (tenant.isEmpty() || client.isEmpty() || secret.isEmpty()) {
            return Map.of();
        }
        Map<String, SecretRef> application = new HashMap<>(entra());
        application.put(EntraKeys.TENANT, tenant.get());
        application.put(EntraKeys.CLIENT, client.get());
        application.put(EntraKeys.SECRET, secret.get());
        return application;
    }

    /** Where Entra is and what it is asked for, as far as the environment says; no secret, so it holds for any base. */
    Map<String, SecretRef> entra() {
        Map<String, SecretRef> entra = new HashMap<>();
        key("AZURE_SCOPE").ifPresent(scope -> entra.put(EntraKeys.SCOPE, scope));
        key(AUTHORITY).ifPresent(authority -> {
            variables.get(AUTHORITY).ifPresent(host -> checkAuthority(host, Place.variable(AUTHORITY)));
            entra.put(EntraKeys.AUTHORITY, authority);
        });
        return entra;
    }

    /** Reports a host of Entra's that is neither a host nor a URL. */
    void checkAuthority(String host, Place place) {
        base(host.contains("://") ? host : "https://" + host, place);
    }

    /** The version of the environment; no secret, so it holds for any base. */
    Optional<String> apiVersion(String provider) {
        return provider.equals(Providers.AZURE) ? variables.get("AZURE_API_VERSION") : Optional.empty();
    }

    /** Whether the environment says where the provider's upstream is. */
    boolean knowsBase(String provider) {
        return provider.equals(Providers.AZURE) && variables.get(AZURE_BASE).isPresent();
    }

    private Optional<SecretRef> key(String... names) {
        for (String name : names) {
            Optional<String> value = variables.get(name);
            if (value.isPresent()) {
                if (!Reading.isHeaderText(value.get())) {
                    problems.error(Place.variable(name), Messages.NO_HEADER);
                }
                return Optional.of(new SecretRef.Environment(name));
            }
        }
        return Optional.empty();
    }

    private Optional<String> base(String... names) {
        for (String name : names) {
            Optional<String> value = variables.get(name);
            if (value.isPresent()) {
                return base(value.get(), Place.variable(name));
            }
        }
        return Optional.empty();
    }

    /** The base URL without slashes at its end; empty where it is none, which is reported. */
    Optional<String> base(String text, Place place) {
        try {
            BaseUrl.parse(text);
            return Optional.of(text.replaceAll("/+$", ""));
        } catch (IllegalArgumentException noBase) {
            problems.error(
                    place,
                    "must be an http:// or https:// URL with a host, and without user, query and fragment; correct it");
            return Optional.empty();
        }
    }
}
