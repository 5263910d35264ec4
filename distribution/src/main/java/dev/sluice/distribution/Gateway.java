package dev.sluice.distribution;

import dev.sluice.config.yaml.LoadedConfig;
import dev.sluice.core.config.AdminSettings;
import dev.sluice.core.config.GatewayConfig;
import dev.sluice.core.spi.IdLedger;
import dev.sluice.core.spi.LogSink;
import dev.sluice.core.spi.MetricsPage;
import dev.sluice.transport.vertx.server.GatewayServer;
import io.micronaut.context.BeanContext;
import io.micronaut.context.exceptions.BeanContextException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A running gateway: its beans, and the port it listens on. */
final class Gateway implements AutoCloseable {
    private static final long LONGEST_CLOSE_SECONDS = 10;

    private final BeanContext beans;
    private final int port;
    private final OptionalInt adminPort;

    private Gateway(BeanContext beans, int port, OptionalInt adminPort) {
        this.beans = beans;
        this.port = port;
        this.adminPort = adminPort;
    }

    /** Wires and starts; fails with {@link StartFailure}. */
    static Gateway start(LoadedConfig loaded, Plugins plugins, String host, int port) {
        return start(loaded, plugins, Keeping.inDatabase(), host, port);
    }

    /** The same with assistants kept elsewhere. */
    static Gateway start(LoadedConfig loaded, Plugins plugins, Keeping keeping, String host, int port) {
        BeanContext beans = BeanContext.build();
        beans.registerSingleton(LoadedConfig.class, loaded);
        beans.registerSingleton(Plugins.class, plugins);
        beans.registerSingleton(Keeping.class, keeping);
        beans.start();
        try {
            OptionalInt admin = listenForAdmin(beans);
            return new Gateway(beans, join(beans.getBean(GatewayServer.class).listen(host, port)), admin);
        } catch (CompletionException failure) {
            beans.stop();
            throw startFailure(failure.getCause(), host, port);
        } catch (BeanContextException failure) {
            throw reasonOf(failure);
        }
    }

    private static OptionalInt listenForAdmin(BeanContext beans) {
        Optional<AdminSettings> admin =
                beans.getBean(GatewayConfig.class).server().admin();
        if (admin.isEmpty()) {
            return OptionalInt.empty();
        }
        AdminSettings there = admin.get();
        GatewayServer server = beans.getBean(GatewayServer.class);
        Optional<MetricsPage> page = beans.getBean(LogSink.class).page();
        try {
            return OptionalInt.of(join(server.listenForAdmin(there.host(), there.port(), page)));
        } catch (CompletionException failure) {
            beans.stop();
            throw new StartFailure(
                    "Cannot listen on " + there.host() + ":" + there.port() + " (general_settings.admin_port): "
                            + failure.getCause(),
                    failure);
        }
    }

    /** What a bean fails with comes wrapped, and its message tells of the wiring, not of the reason. */
    private static StartFailure reasonOf(BeanContextException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof StartFailure)) {
            cause = cause.getCause();
        }
        return cause instanceof StartFailure known ? known : new StartFailure("Cannot start: " + cause, failure);
    }

    /** The native transport reports a taken port as an error of its own, not as a BindException. */
    private static StartFailure startFailure(@Nullable Throwable cause, String host, int port) {
        return cause instanceof IOException
                ? new StartFailure(
                        "Cannot listen on " + host + ":" + port + ": " + cause.getMessage()
                                + ". Stop what uses the port, or choose another by --port.",
                        cause)
                : new StartFailure("Cannot start: " + cause, cause == null ? new IllegalStateException() : cause);
    }

    int port() {
        return port;
    }

    /** The port of metrics and health; empty where there is none. */
    OptionalInt adminPort() {
        return adminPort;
    }

    /** Blocks until every running call has ended, at most so long. */
    void drain(Duration longest) {
        join(beans.getBean(GatewayServer.class).drain(longest));
    }

    @Override
    public void close() {
        CompletionStage<Void> ledger = beans.getBean(IdLedger.class).flush();
        CompletionStage<Void> flushed = beans.getBean(LogSink.class).flush().thenCompose(logged -> ledger);
        join(flushed.toCompletableFuture().completeOnTimeout(null, LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS));
        beans.stop();
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
