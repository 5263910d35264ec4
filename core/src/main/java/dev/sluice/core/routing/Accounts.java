package dev.sluice.core.routing;

import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The accounts behind the deployments of a gateway. Immutable, thread-safe. */
public final class Accounts {
    private static final String LOCAL = "local";

    private final Map<String, String> byDeployment = new HashMap<>();
    private final Map<String, Deployment> itself = new LinkedHashMap<>();
    private final List<String> keepingObjects;

    /**
     * The accounts of these deployments.
     *
     * @param keys resolves the keys of accounts
     * @param others deployments that serve no model group: the default upstream, and that of the assistants
     */
    public Accounts(List<Deployment> deployments, List<Deployment> others, Function<SecretRef, Secret> keys) {
        Stream.concat(others.stream(), deployments.stream()).forEach(deployment -> {
            String id = AccountIds.of(deployment, keys);
            byDeployment.put(deployment.id(), id);
            if (keepsObjects(deployment)) {
                itself.putIfAbsent(id, deployment.group().isEmpty() ? deployment : deployment.accountItself(id));
            }
        });
        keepingObjects = List.copyOf(itself.keySet());
    }

    /** Whoever answers by itself keeps nothing that could be asked for. */
    private static boolean keepsObjects(Deployment deployment) {
        return !deployment.provider().equals(LOCAL) && !deployment.settings().containsKey(Deployment.MOCK_RESPONSE);
    }

    /** The id of the deployment's account. */
    public String of(Deployment deployment) {
        return byDeployment.getOrDefault(deployment.id(), deployment.id());
    }

    /** The accounts in which objects can live: the default upstream's first, then in the order of the configuration. */
    public List<String> keepingObjects() {
        return keepingObjects;
    }

    /** A deployment that stands for the account alone; empty where the account is not configured any more. */
    public Optional<Deployment> itself(String account) {
        return Optional.ofNullable(itself.get(account));
    }
}
