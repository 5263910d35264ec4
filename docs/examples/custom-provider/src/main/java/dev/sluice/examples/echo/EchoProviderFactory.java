package dev.sluice.examples.echo;

import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderFactory;
import dev.sluice.core.spi.Services;

/** How the gateway finds the provider: {@code META-INF/services} names this class. */
public final class EchoProviderFactory implements ProviderFactory {
    /** For {@link java.util.ServiceLoader}. */
    public EchoProviderFactory() {}

    @Override
    public String type() {
        return EchoProvider.TYPE;
    }

    @Override
    public Provider create(Services services) {
        return new EchoProvider(services);
    }
}
