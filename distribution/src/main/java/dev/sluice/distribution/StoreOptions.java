package dev.sluice.distribution;

import dev.sluice.codec.jsonb.JsonbCodec;
import dev.sluice.config.yaml.ConfigKeyStore;
import dev.sluice.config.yaml.ConfigLoader;
import dev.sluice.config.yaml.LoadedConfig;
import dev.sluice.core.call.Principal;
import dev.sluice.core.config.GatewayConfig;
import dev.sluice.core.spi.AssistantStores;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.StoreException;
import dev.sluice.store.jdbc.assistants.JdbcAssistantStores;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which store a command works on, and whose objects in it. */
final class StoreOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "config.yaml, which says where the store is; without it, ./sluice-data.")
    private @Nullable Path config;

    @Option(
            names = "--owner",
            paramLabel = "NAME",
            description = "Whose objects: the name of the key (default: master with a master_key, else anonymous).")
    private @Nullable String owner;

    @Option(names = "--plugins", paramLabel = "DIR", description = "Where plugin jars are (default: beside the jar).")
    private Path plugins = Plugins.besideJar();

    private final Map<String, String> environment = System.getenv();

    /** Opens it; fails with {@link StartFailure}, whose message says why. */
    OpenStore open() {
        LoadedConfig loaded = load();
        GatewayConfig checked = loaded.config()
                .filter(valid -> loaded.errors().isEmpty())
                .orElseThrow(() -> new StartFailure(problems(loaded), new IllegalArgumentException()));
        try {
            Database database =
                    Database.open(checked.store(), new ConfigKeyStore(checked.server(), loaded.environment()));
            AssistantStores stores =
                    JdbcAssistantStores.open(database, checked.store().dataDirectory(), Clock.systemUTC());
            return new OpenStore(database, stores, new JsonbCodec(), owner(checked));
        } catch (StoreException unusable) {
            throw new StartFailure(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    private LoadedConfig load() {
        try {
            Plugins found = new Plugins(plugins);
            return config == null
                    ? ConfigLoader.withoutFile(environment, found)
                    : ConfigLoader.load(config, environment, found);
        } catch (PluginException broken) {
            throw new StartFailure(String.valueOf(broken.getMessage()), broken);
        }
    }

    private static String problems(LoadedConfig loaded) {
        StringBuilder problems = new StringBuilder("The configuration is not valid:");
        loaded.errors().forEach(problem -> problems.append("\n").append(problem));
        return problems.toString();
    }

    private String owner(GatewayConfig checked) {
        Principal usual = checked.server().masterKey().isPresent() ? Principal.MASTER : Principal.ANONYMOUS;
        return owner == null ? usual.name() : owner;
    }

    /** A store that is open. */
    record OpenStore(Database database, AssistantStores stores, JsonCodec json, String owner) implements AutoCloseable {
        @Override
        public void close() {
            stores.objects().close();
            database.close();
        }
    }
}
