package dev.sluice.distribution;

import dev.sluice.codec.jsonb.JsonbCodec;
import dev.sluice.config.yaml.ConfigKeyStore;
import dev.sluice.config.yaml.LoadedConfig;
import dev.sluice.core.config.GatewayConfig;
import dev.sluice.core.passthrough.Gate;
import dev.sluice.core.passthrough.PassThrough;
import dev.sluice.core.passthrough.Providers;
import dev.sluice.core.routing.ModelList;
import dev.sluice.core.routing.StockRouter;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.core.spi.KeyStore;
import dev.sluice.core.spi.LogSink;
import dev.sluice.core.spi.Router;
import dev.sluice.core.spi.Services;
import dev.sluice.core.spi.Transport;
import dev.sluice.logging.otel.AccessLog;
import dev.sluice.transport.vertx.client.TlsTrust;
import dev.sluice.transport.vertx.client.VertxTransport;
import dev.sluice.transport.vertx.server.GatewayServer;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** Which class serves which port. Everything that is wired is wired here. */
@Factory
final class GatewayBeans {
    @Singleton
    GatewayConfig config(LoadedConfig loaded) {
        return loaded.config().orElseThrow();
    }

    @Singleton
    @Bean(preDestroy = "close")
    Vertx vertx() {
        // Not the native transport: when connections come and go fast, its epoll hands the event of a closed socket to
        // the next one of the same number, and one connection attempt in some hundreds fails for it.
        return Vertx.vertx(new VertxOptions().setPreferNativeTransport(false));
    }

    @Singleton
    KeyStore keys(GatewayConfig config, LoadedConfig loaded) {
        return new ConfigKeyStore(config.server(), loaded.environment());
    }

    @Singleton
    @Bean(preDestroy = "close")
    LogSink log(GatewayConfig config) {
        return AccessLog.to(config.server().accessLog());
    }

    @Singleton
    @Bean(preDestroy = "close")
    Transport transport(Vertx vertx) {
        return new VertxTransport(vertx, new TlsTrust.Platform());
    }

    @Singleton
    JsonCodec json() {
        return new JsonbCodec();
    }

    @Singleton
    @Bean(preDestroy = "close")
    Providers providers(Plugins plugins, Transport transport, KeyStore keys, JsonCodec json) {
        Services services = new Services(transport, keys, json, Clock.systemUTC(), new SecureRandom());
        return new Providers(plugins.factories().stream().map(factory -> factory.create(services)));
    }

    @Singleton
    Router router(GatewayConfig config) {
        return new StockRouter(config, new SecureRandom());
    }

    @Singleton
    PassThrough passThrough(GatewayConfig config, KeyStore keys, Router router, Providers providers, LogSink log) {
        Gate gate = new Gate(keys, config.server().keyHeaderName());
        return new PassThrough(gate, router, providers, log, config.server(), Clock.systemUTC(), System::nanoTime);
    }

    @Singleton
    GatewayServer server(Vertx vertx, PassThrough passThrough, GatewayConfig config) {
        return new GatewayServer(
                vertx,
                passThrough,
                new ModelList(config.deployments()),
                config.defaultUpstream().isEmpty());
    }
}
