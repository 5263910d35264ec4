/** The domain of Sluice: values, ports and the services that join them. Requires nothing but annotations. */
module dev.sluice.core {
    requires static transitive org.jspecify;

    exports dev.sluice.core.api;
    exports dev.sluice.core.assistants.conversation;
    exports dev.sluice.core.assistants.event;
    exports dev.sluice.core.assistants.files;
    exports dev.sluice.core.memory;
    exports dev.sluice.core.assistants.model;
    exports dev.sluice.core.assistants.request;
    exports dev.sluice.core.assistants.search;
    exports dev.sluice.core.assistants.store;
    exports dev.sluice.core.attempt;
    exports dev.sluice.core.call;
    exports dev.sluice.core.config;
    exports dev.sluice.core.error;
    exports dev.sluice.core.form;
    exports dev.sluice.core.http;
    exports dev.sluice.core.ids;
    exports dev.sluice.core.json;
    exports dev.sluice.core.log;
    exports dev.sluice.core.meter;
    exports dev.sluice.core.passthrough;
    exports dev.sluice.core.price;
    exports dev.sluice.core.provider;
    exports dev.sluice.core.realtime;
    exports dev.sluice.core.router;
    exports dev.sluice.core.routing;
    exports dev.sluice.core.secret;
    exports dev.sluice.core.sink;
    exports dev.sluice.core.spi;
    exports dev.sluice.core.trace;
    exports dev.sluice.core.vitals;

    uses dev.sluice.core.spi.JsonCodec;
    uses dev.sluice.core.spi.LogSinkFactory;
    uses dev.sluice.core.spi.ProviderFactory;
    uses dev.sluice.core.spi.TransportFactory;
}
