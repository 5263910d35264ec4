package dev.sluice.provider.local;

import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderFactory;
import dev.sluice.core.spi.Services;

/** Makes the provider of type {@code local}. */
public final class LocalProviderFactory implements ProviderFactory {
    /** For {@link java.util.ServiceLoader}. */
    public LocalProviderFactory() {}

    @Override
    public String type() {
        return LocalProvider.TYPE;
    }

    @Override
    public Provider create(Services services) {
        return new LocalProvider(services);
    }
}
