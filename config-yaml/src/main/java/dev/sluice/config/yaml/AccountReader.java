package dev.sluice.config.yaml;

import dev.sluice.config.yaml.YamlNode.Sequence;
import dev.sluice.core.routing.Account;
import dev.sluice.core.secret.SecretRef;
import java.util.List;
import java.util.Optional;

/** Reads which account a deployment belongs to. */
final class AccountReader {
    private final Reading reading;
    private final Upstreams upstreams;

    AccountReader(Reading reading, Upstreams upstreams) {
        this.reading = reading;
        this.upstreams = upstreams;
    }

    /** One account for each organization that is named, at least one. */
    List<Account> readAll(Section params, String provider) {
        if (params.node("organization").orElse(null) instanceof Sequence list
                && !list.items().isEmpty()) {
            return list.items().stream()
                    .map(item -> account(params, provider, reading.string(item)))
                    .toList();
        }
        return List.of(read(params, provider));
    }

    /** The account of a section that allows one organization. */
    Account read(Section params, String provider) {
        return account(params, provider, params.string("organization"));
    }

    private Account account(Section params, String provider, Optional<String> organization) {
        Account fallback = upstreams.fallback(provider);
        boolean hasBase = params.has("api_base") || params.has("base_url");
        if (provider.equals(Providers.OPENAI) && !params.has("api_key")) {
            adviseKey(params, hasBase, fallback);
        }
        Optional<SecretRef> key = params.node("api_key").flatMap(reading::secret);
        return new Account(
                hasBase ? base(params) : fallback.base(),
                key.or(fallback::key),
                organization.or(fallback::organization),
                params.string("api_version").or(fallback::apiVersion));
    }

    private Optional<String> base(Section params) {
        String key = params.has("base_url") ? "base_url" : "api_base";
        return params.string(key).flatMap(text -> upstreams.base(text, params.place(key)));
    }

    private void adviseKey(Section params, boolean hasBase, Account fallback) {
        boolean mocked = params.isKnown("mock_response") && params.has("mock_response");
        if (hasBase && fallback.key().isPresent()) {
            reading.problems()
                    .advice(
                            params.place("api_key"),
                            "is not written, so OPENAI_API_KEY is sent to this api_base; write the key that is meant");
        } else if (!hasBase && fallback.key().isEmpty() && !mocked) {
            reading.problems()
                    .advice(
                            params.place("api_key"),
                            "is not written and OPENAI_API_KEY is not set, so the upstream will refuse every call;"
                                    + " write api_key");
        }
    }
}
