/** The provider for OpenAI and every server that speaks its API. */
module dev.sluice.provider.openai {
    requires transitive dev.sluice.core;
    requires static org.jspecify;

    exports dev.sluice.provider.openai;

    provides dev.sluice.core.spi.ProviderFactory with
            dev.sluice.provider.openai.OpenAiProviderFactory;
}
