package dev.sluice.config.yaml;

import dev.sluice.core.routing.Account;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Gives deployments their ids. An id that is not written is made of what the deployment is, so it survives a restart and
 * a change of other entries; secrets do not enter it, since clients are told the id.
 */
final class DeploymentIds {
    /** The id of the default upstream. */
    static final String DEFAULT = "default";

    /** The id of the deployment behind {@code assistant_settings}. */
    static final String ASSISTANTS = "assistants";

    private static final int LENGTH = 12;

    private final Problems problems;
    private final Map<String, Place> written = new HashMap<>();
    private final Set<String> taken = new HashSet<>(Set.of(DEFAULT, ASSISTANTS));

    DeploymentIds(Problems problems) {
        this.problems = problems;
    }

    /** Takes an id that was written down; a second use of it is reported. */
    void claim(String id, Place place) {
        Place first = written.putIfAbsent(id, place);
        if (first != null) {
            problems.error(place, "the same id stands at " + first.position() + " already; give each its own");
        } else if (!taken.add(id)) {
            problems.error(place, "'" + id + "' is an id of the gateway's own; choose another");
        }
    }

    /** An id for a deployment that has none: the same for the same deployment, and no other's. */
    String make(String group, Target target, Account account) {
        String identity = String.join(
                        "\n",
                        group,
                        target.provider(),
                        target.model(),
                        account.base().orElse(""),
                        account.organization().orElse(""),
                        account.apiVersion().orElse(""),
                        account.key().map(DeploymentIds::name).orElse(""))
                + secrets(account);
        return free(HexFormat.of().formatHex(Secret.of(identity).digest()).substring(0, LENGTH));
    }

    /** The id, or where it is taken the first of {@code id-2}, {@code id-3} … that is not. */
    String free(String id) {
        String candidate = id;
        for (int ordinal = 2; !taken.add(candidate); ordinal++) {
            candidate = id + "-" + ordinal;
        }
        return candidate;
    }

    /** Nothing where there are none, so that they do not change the ids of deployments without. */
    private static String secrets(Account account) {
        return new TreeMap<>(account.secrets())
                .entrySet().stream()
                        .map(secret -> "\n" + secret.getKey() + "=" + name(secret.getValue()))
                        .collect(Collectors.joining());
    }

    private static String name(SecretRef key) {
        return key instanceof SecretRef.Environment variable ? variable.name() : "literal";
    }
}
