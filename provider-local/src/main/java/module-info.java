/** The provider that answers by itself. */
module dev.sluice.provider.local {
    requires transitive dev.sluice.core;
    requires static org.jspecify;

    exports dev.sluice.provider.local;
    exports dev.sluice.provider.local.assistants.transfer;

    provides dev.sluice.core.spi.ProviderFactory with
            dev.sluice.provider.local.LocalProviderFactory;
}
