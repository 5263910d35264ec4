package dev.sluice.distribution;

import dev.sluice.config.yaml.LoadedConfig;
import dev.sluice.core.config.GatewayConfig;
import dev.sluice.core.config.GatewayConfig.AssistantSettings;
import dev.sluice.core.config.LoggingSettings;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import dev.sluice.core.sink.QueuedSink;
import dev.sluice.core.sink.Redactor;
import dev.sluice.core.sink.SinkList;
import dev.sluice.core.spi.ContentSink;
import dev.sluice.core.spi.KeyStore;
import dev.sluice.core.spi.LogSink;
import dev.sluice.core.spi.LogSinkFactory;
import dev.sluice.core.spi.SinkServices;
import dev.sluice.core.vitals.SinkQueue;
import dev.sluice.core.vitals.Vitals;
import dev.sluice.logging.otel.AccessLog;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The access log and every sink that the configuration names, as one. */
final class LogSinks {
    private static final String ACCESS_LOG = "jsonl";

    private final LoggingSettings settings;
    private final Vitals vitals;
    private final List<LogSink> sinks = new ArrayList<>();
    private final List<ContentSink> entitled = new ArrayList<>();

    private LogSinks(LoggingSettings settings, Vitals vitals) {
        this.settings = settings;
        this.vitals = vitals;
    }

    static LogSink open(GatewayConfig config, LoadedConfig loaded, Plugins plugins, KeyStore keys, Vitals vitals) {
        LogSinks all = new LogSinks(config.logging(), vitals);
        all.add(ACCESS_LOG, accessLog(config.server().accessLog()));
        SinkServices services = new SinkServices(loaded.environment(), Clock.systemUTC(), vitals);
        config.logging().sinks().forEach(name -> all.add(name, made(plugins.sink(name), services)));
        return new SinkList(
                all.sinks, all.entitled, new Redactor(config.logging().redactions(), secrets(config, keys)));
    }

    private void add(String name, LogSink sink) {
        sinks.add(sink);
        watch(name, sink);
        if (settings.contentSinks().contains(name)) {
            if (!(sink instanceof ContentSink knowing) || !knowing.wantsContent()) {
                throw new StartFailure(
                        "The sink '" + name + "' cannot be told prompts and answers; take it out of"
                                + " litellm_settings.log_content_to.",
                        new IllegalStateException(name));
            }
            entitled.add(knowing);
        }
    }

    /** Has the queue of a sink be counted; sinks with a queue of another kind see to that themselves. */
    private void watch(String name, LogSink sink) {
        if (sink instanceof QueuedSink queue) {
            vitals.queue(new SinkQueue(name, SinkQueue.EVENTS, queue::depth, queue::dropped));
        } else if (sink instanceof AccessLog log) {
            vitals.queue(new SinkQueue(name, SinkQueue.EVENTS, log::depth, log::dropped));
        }
    }

    private static LogSink made(LogSinkFactory factory, SinkServices services) {
        try {
            LogSink sink = factory.create(services);
            return factory.hasOwnQueue() ? sink : new QueuedSink(factory.name(), sink);
        } catch (IllegalArgumentException wrong) {
            throw new StartFailure(
                    "The sink '" + factory.name() + "' (litellm_settings.callbacks) cannot be made: "
                            + wrong.getMessage(),
                    wrong);
        }
    }

    private static LogSink accessLog(String destination) {
        try {
            return AccessLog.open(destination, Clock.systemUTC());
        } catch (IOException e) {
            throw new StartFailure(
                    "Cannot write the access log (general_settings.access_log) to " + destination + ": " + e, e);
        }
    }

    /** The keys that nobody may ever read in a prompt, or in an answer that repeats it. */
    private static List<Secret> secrets(GatewayConfig config, KeyStore keys) {
        Stream<SecretRef> upstream = Stream.of(
                        config.deployments().stream(),
                        config.defaultUpstream().stream(),
                        config.assistants().map(AssistantSettings::deployment).stream())
                .flatMap(deployments -> deployments)
                .map(Deployment::account)
                .flatMap(account -> Stream.concat(account.key().stream(), account.secrets().values().stream()));
        return Stream.concat(config.server().masterKey().stream(), upstream)
                .map(keys::resolve)
                .toList();
    }
}
