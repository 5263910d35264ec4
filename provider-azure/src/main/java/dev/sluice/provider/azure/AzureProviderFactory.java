package dev.sluice.provider.azure;

import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderFactory;
import dev.sluice.core.spi.Services;

/** Makes the provider of type {@code azure}. */
public final class AzureProviderFactory implements ProviderFactory {
    @Override
    public String type() {
        return AzureProvider.TYPE;
    }

    @Override
    public Provider create(Services services) {
        return new AzureProvider(services);
    }
}
