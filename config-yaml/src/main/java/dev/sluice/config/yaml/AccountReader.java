package dev.sluice.config.yaml;

import dev.sluice.config.yaml.YamlNode.Sequence;
import dev.sluice.core.routing.Account;
import dev.sluice.core.secret.SecretRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads which account a deployment belongs to. */
final class AccountReader {
    private final Reading reading;
    private final Upstreams upstreams;
    private final EntraReader entra;
    private final AccountAdvice advice;

    AccountReader(Reading reading, Upstreams upstreams) {
        this.reading = reading;
        this.upstreams = upstreams;
        this.entra = new EntraReader(reading, upstreams);
        this.advice = new AccountAdvice(reading.problems(), upstreams);
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
        Map<String, SecretRef> secrets = entra.read(params, provider);
        boolean proven = params.has("api_key") || EntraReader.isWritten(params, provider);
        Account account = new Account(
                hasBase ? base(params) : fallback.base(),
                proven ? key : fallback.key(),
                organization.or(fallback::organization),
                params.string("api_version").or(() -> upstreams.apiVersion(provider)),
                proven ? secrets : joined(fallback.secrets(), secrets));
        advice.check(params, provider, hasBase, proven, fallback);
        return account;
    }

    private static Map<String, SecretRef> joined(Map<String, SecretRef> fallback, Map<String, SecretRef> written) {
        Map<String, SecretRef> all = new HashMap<>(fallback);
        all.putAll(written);
        return all;
    }

    private Optional<String> base(Section params) {
        String key = params.has("base_url") ? "base_url" : "api_base";
        return params.string(key).flatMap(text -> upstreams.base(text, params.place(key)));
    }
}
