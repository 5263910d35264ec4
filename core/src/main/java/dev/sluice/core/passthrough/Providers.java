package dev.sluice.core.passthrough;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.Provider;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The providers of a gateway, by type. Immutable. */
public final class Providers implements AutoCloseable {
    /** The type of the provider that answers by itself. */
    public static final String LOCAL = "local";

    private final Map<String, Provider> byType;

    /** These providers; two of one type are an error. */
    public Providers(Stream<Provider> providers) {
        byType = providers.collect(Collectors.toUnmodifiableMap(Provider::type, Function.identity()));
    }

    /** Whether the gateway answers by itself, instead of asking an upstream. */
    static boolean isServedHere(Deployment deployment) {
        return deployment.provider().equals(LOCAL) || deployment.settings().containsKey(Deployment.MOCK_RESPONSE);
    }

    /**
     * The provider that serves the deployment: its own, or the local one where it has a {@code mock_response}.
     *
     * @throws GatewayException of kind {@link ErrorKind#NO_UPSTREAM} where none of its type is installed
     */
    public Provider of(Deployment deployment) {
        boolean mocked = deployment.settings().containsKey(Deployment.MOCK_RESPONSE);
        Provider provider = byType.get(mocked ? LOCAL : deployment.provider());
        if (provider == null) {
            throw GatewayException.notSent(
                    ErrorKind.NO_UPSTREAM, "No provider of type '" + deployment.provider() + "' is installed.");
        }
        return provider;
    }

    /** Tells the providers of these deployments that calls are to come; of one that none is installed for, the calls tell. */
    public void prepare(Stream<Deployment> deployments) {
        deployments.filter(deployment -> !isServedHere(deployment)).forEach(deployment -> {
            Provider provider = byType.get(deployment.provider());
            if (provider != null) {
                provider.prepare(deployment);
            }
        });
    }

    @Override
    public void close() {
        byType.values().forEach(Provider::close);
    }
}
