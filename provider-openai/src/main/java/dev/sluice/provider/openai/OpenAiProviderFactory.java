package dev.sluice.provider.openai;

import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderFactory;
import dev.sluice.core.spi.Services;

/** Makes the provider of type {@code openai}. */
public final class OpenAiProviderFactory implements ProviderFactory {
    @Override
    public String type() {
        return OpenAiProvider.TYPE;
    }

    @Override
    public Provider create(Services services) {
        return new OpenAiProvider(services.transport(), services.keys());
    }
}
