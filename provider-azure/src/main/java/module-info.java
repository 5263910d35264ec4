/** The provider for Azure OpenAI. */
module dev.sluice.provider.azure {
    requires transitive dev.sluice.core;
    requires static org.jspecify;

    exports dev.sluice.provider.azure;

    provides dev.sluice.core.spi.ProviderFactory with
            dev.sluice.provider.azure.AzureProviderFactory;
}
