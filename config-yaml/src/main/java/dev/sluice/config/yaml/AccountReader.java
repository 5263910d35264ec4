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

    /** What the environment says holds for the environment's own base: its key never goes to another server. */
    private Account account(Section params, String provider, Optional<String> organization) {
        boolean hasBase = params.has("api_base") || params.has("base_url");
        Account fallback = hasBase ? Account.NONE : upstreams.fallback(provider);
        Optional<SecretRef> key = params.node("api_key").flatMap(reading::secret);
        if (provider.equals(Providers.OPENAI) && !params.has("api_key")) {
            adviseKey(params, hasBase, fallback);
        }
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
        if (hasBase && upstreams.fallback(Providers.OPENAI).key().isPresent()) {
            reading.problems()
                    .advice(
                            params.place("api_key"),
                            "is not written, so no key is sent to this api_base; if OPENAI_API_KEY is meant for it,"
                                    + " write api_key: os.environ/OPENAI_API_KEY");
        } else if (!hasBase && fallback.key().isEmpty() && !mocked) {
            reading.problems()
                    .advice(
                            params.place("api_key"),
                            "is not written and OPENAI_API_KEY is not set, so the upstream will refuse every call;"
                                    + " write api_key");
        }
    }
}
