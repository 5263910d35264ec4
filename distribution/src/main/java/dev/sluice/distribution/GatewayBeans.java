package dev.sluice.distribution;

import dev.sluice.codec.jsonb.JsonbCodec;
import dev.sluice.config.yaml.ConfigKeyStore;
import dev.sluice.config.yaml.LoadedConfig;
import dev.sluice.core.config.GatewayConfig;
import dev.sluice.core.config.GatewayConfig.AssistantSettings;
import dev.sluice.core.ids.Homes;
import dev.sluice.core.passthrough.AssistantsRoute;
import dev.sluice.core.passthrough.Dispatcher;
import dev.sluice.core.passthrough.Gate;
import dev.sluice.core.passthrough.GatewayModels;
import dev.sluice.core.passthrough.HealthReport;
import dev.sluice.core.passthrough.PassThrough;
import dev.sluice.core.passthrough.Pricing;
import dev.sluice.core.passthrough.Providers;
import dev.sluice.core.passthrough.RealtimeRelay;
import dev.sluice.core.router.StockRouter;
import dev.sluice.core.routing.Accounts;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.ModelList;
import dev.sluice.core.spi.AssistantServices;
import dev.sluice.core.spi.IdLedger;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.core.spi.KeyStore;
import dev.sluice.core.spi.LogSink;
import dev.sluice.core.spi.Router;
import dev.sluice.core.spi.Services;
import dev.sluice.core.spi.Transport;
import dev.sluice.core.vitals.Vitals;
import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.StoreException;
import dev.sluice.store.jdbc.assistants.JdbcAssistantStores;
import dev.sluice.store.jdbc.ids.JdbcIdLedger;
import dev.sluice.store.jdbc.ids.LedgerLimits;
import dev.sluice.transport.vertx.VertxRuntime;
import dev.sluice.transport.vertx.client.TlsTrust;
import dev.sluice.transport.vertx.client.VertxTransport;
import dev.sluice.transport.vertx.server.GatewayServer;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Which class serves which port. Everything that is wired is wired here. */
@Factory
final class GatewayBeans {
    /** Weights and jitter need no secrecy, and a secure source would have every call wait for the one before. */
    private static final RandomGenerator FAST_RANDOM =
            () -> ThreadLocalRandom.current().nextLong();

    @Singleton
    GatewayConfig config(LoadedConfig loaded) {
        return loaded.config().orElseThrow();
    }

    @Singleton
    @Bean(preDestroy = "close")
    VertxRuntime runtime() {
        return VertxRuntime.start();
    }

    @Singleton
    KeyStore keys(GatewayConfig config, LoadedConfig loaded) {
        return new ConfigKeyStore(config.server(), loaded.environment());
    }

    @Singleton
    @Bean(preDestroy = "close")
    LogSink log(GatewayConfig config, LoadedConfig loaded, Plugins plugins, KeyStore keys, Vitals vitals) {
        return LogSinks.open(config, loaded, plugins, keys, vitals);
    }

    /** What those who are made later tell of themselves to those who were made before. */
    @Singleton
    Vitals vitals() {
        return new Vitals();
    }

    @Singleton
    @Bean(preDestroy = "close")
    Transport transport(VertxRuntime runtime, GatewayConfig config, Vitals vitals) {
        VertxTransport transport =
                runtime.transport(new TlsTrust.Platform(), config.server().largestMessage());
        vitals.poolFrom(transport::use);
        return transport;
    }

    @Singleton
    JsonCodec json() {
        return new JsonbCodec();
    }

    @Singleton
    @Bean(preDestroy = "close")
    Providers providers(
            Plugins plugins,
            Transport transport,
            KeyStore keys,
            JsonCodec json,
            GatewayConfig config,
            VertxRuntime runtime,
            GatewayModels models,
            Keeping keeping,
            BeanProvider<Database> database,
            LogSink log) {
        Optional<AssistantServices> assistants = config.assistants()
                .filter(settings -> settings.provider().equals(Providers.LOCAL))
                .map(local -> new AssistantServices(
                        keeping.stores()
                                .orElseGet(() -> JdbcAssistantStores.open(
                                        database.get(), config.store().dataDirectory(), Clock.systemUTC())),
                        models,
                        runtime.loops(),
                        local.embeddingModel()));
        Services plain = new Services(transport, keys, json, Clock.systemUTC(), new SecureRandom(), runtime.scheduler())
                .telling(log);
        Services services = assistants.map(plain::with).orElse(plain);
        Providers providers = new Providers(plugins.factories().stream().map(factory -> factory.create(services)));
        providers.prepare(Stream.concat(config.deployments().stream(), others(config)));
        return providers;
    }

    /** Deployments that serve no model group. */
    private static Stream<Deployment> others(GatewayConfig config) {
        return Stream.concat(
                config.defaultUpstream().stream(), config.assistants().map(AssistantSettings::deployment).stream());
    }

    @Singleton
    Accounts accounts(GatewayConfig config, KeyStore keys) {
        return new Accounts(config.deployments(), others(config).toList(), keys::resolve);
    }

    @Singleton
    StockRouter router(GatewayConfig config, Accounts accounts, Vitals vitals) {
        StockRouter router = new StockRouter(
                config.deployments(),
                config.defaultUpstream(),
                accounts,
                config.router(),
                new Pricing(config.logging().prices())::of,
                FAST_RANDOM,
                System::nanoTime);
        vitals.deploymentsFrom(router::statuses);
        return router;
    }

    /** With one account everything is at home, and nothing has to be kept. */
    @Singleton
    @Bean(preDestroy = "close")
    IdLedger ledger(GatewayConfig config, Accounts accounts, BeanProvider<Database> database) {
        if (accounts.keepingObjects().size() < 2) {
            return IdLedger.NONE;
        }
        LedgerLimits limits = LedgerLimits.perKind(config.store().idsPerKind());
        return JdbcIdLedger.open(database.get(), limits, Clock.systemUTC(), System::nanoTime);
    }

    /** Opened by the first who needs it. */
    @Singleton
    @Bean(preDestroy = "close")
    Database database(GatewayConfig config, KeyStore keys) {
        try {
            return Database.open(config.store(), keys);
        } catch (StoreException unusable) {
            throw new StartFailure(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    @Singleton
    Dispatcher dispatcher(GatewayConfig config, Router router, Accounts accounts, Providers providers) {
        AssistantsRoute assistants = new AssistantsRoute(config.assistants().map(AssistantSettings::deployment));
        return new Dispatcher(router, accounts, providers, config.router(), Clock.systemUTC(), FAST_RANDOM)
                .with(assistants)
                .with(new Pricing(config.logging().prices()));
    }

    /** How providers call the gateway's own models; the service is handed in when it is there. */
    @Singleton
    GatewayModels models() {
        return new GatewayModels();
    }

    @Singleton
    Gate gate(GatewayConfig config, KeyStore keys) {
        return new Gate(keys, config.server().keyHeaderName(), config.server().mostCalls());
    }

    @Singleton
    Homes homes(IdLedger ledger, Accounts accounts, Vitals vitals) {
        Homes homes = new Homes(ledger, accounts);
        vitals.probesFrom(homes::probes);
        return homes;
    }

    @Singleton
    PassThrough passThrough(
            GatewayConfig config,
            Gate gate,
            Dispatcher dispatcher,
            Homes homes,
            LogSink log,
            GatewayModels models,
            Vitals vitals) {
        PassThrough service = new PassThrough(gate, dispatcher, homes, log, config.server(), System::nanoTime);
        vitals.replayBytesFrom(service::replayBytes);
        models.connect(service, dispatcher, config.defaultUpstream());
        return service;
    }

    @Singleton
    RealtimeRelay realtime(Gate gate, Dispatcher dispatcher, Homes homes, LogSink log) {
        return new RealtimeRelay(gate, dispatcher, homes, log, System::nanoTime);
    }

    @Singleton
    GatewayServer server(
            VertxRuntime runtime,
            PassThrough passThrough,
            RealtimeRelay realtime,
            GatewayConfig config,
            Gate gate,
            LogSink log,
            StockRouter router) {
        ModelList models = new ModelList(config.deployments(), config.router());
        GatewayServer server = runtime.server(
                passThrough,
                realtime,
                config.server().largestMessage(),
                models,
                config.defaultUpstream().isEmpty());
        if (config.server().admin().isEmpty()) {
            log.page().ifPresent(page -> server.show(page, gate));
        }
        server.tells(new HealthReport(router::statuses, Clock.systemUTC()));
        return server;
    }
}
