package dev.sluice.config.yaml;

import dev.sluice.core.routing.Account;
import dev.sluice.core.secret.SecretRef;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What to say of a deployment that lacks an address or a credential. */
final class AccountAdvice {
    private final Problems problems;
    private final Upstreams upstreams;

    AccountAdvice(Problems problems, Upstreams upstreams) {
        this.problems = problems;
        this.upstreams = upstreams;
    }

    /**
     * Reports what is missing.
     *
     * @param hasBase whether the deployment writes a base
     * @param proven whether it writes a credential
     * @param fallback what the environment gives it
     */
    void check(Section params, String provider, boolean hasBase, boolean proven, Account fallback) {
        if (params.isKnown("mock_response") && params.has("mock_response")) {
            return;
        }
        if (provider.equals(Providers.AZURE) && !hasBase && !upstreams.knowsBase(provider)) {
            params.missing(
                    "api_base",
                    "write the endpoint of your resource, such as https://RESOURCE.openai.azure.com, or set AZURE_API_BASE");
        }
        boolean needsOne = provider.equals(Providers.AZURE) || provider.equals(Providers.OPENAI);
        if (needsOne && !proven) {
            credential(params, provider, hasBase, fallback);
        }
    }

    private void credential(Section params, String provider, boolean hasBase, Account fallback) {
        boolean azure = provider.equals(Providers.AZURE);
        Optional<String> kept = hasBase ? ofEnvironment(upstreams.fallback(provider)) : Optional.empty();
        if (kept.isPresent()) {
            String variable = kept.get().substring(kept.get().lastIndexOf('/') + 1);
            problems.advice(
                    params.place("api_key"),
                    "is not written, so no key is sent to this api_base; if " + variable + " is meant for it, write "
                            + kept.get());
        } else if (azure && ofEnvironment(fallback).isEmpty()) {
            problems.advice(
                    params.place("api_key"),
                    "is not written"
                            + (hasBase ? "" : " and AZURE_API_KEY is not set")
                            + ", so the upstream will refuse every call; write api_key, or azure_ad_token, or tenant_id,"
                            + " client_id and client_secret");
        } else if (!azure && !hasBase && fallback.key().isEmpty()) {
            problems.advice(
                    params.place("api_key"),
                    "is not written and OPENAI_API_KEY is not set, so the upstream will refuse every call;"
                            + " write api_key");
        }
    }

    /** How the environment's credential would be written, as {@code key: os.environ/NAME}. */
    private static Optional<String> ofEnvironment(Account account) {
        Map<String, SecretRef> named = new TreeMap<>(account.secrets());
        named.keySet().retainAll(Set.of(EntraKeys.TOKEN, EntraKeys.SECRET));
        account.key().ifPresent(key -> named.put("api_key", key));
        return named.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof SecretRef.Environment)
                .map(entry -> entry.getKey() + ": os.environ/" + ((SecretRef.Environment) entry.getValue()).name())
                .findFirst();
    }
}
