package dev.sluice.distribution;

import dev.sluice.codec.jsonb.JsonbCodec;
import dev.sluice.config.yaml.ConfigKeyStore;
import dev.sluice.config.yaml.LoadedConfig;
import dev.sluice.core.call.Principal;
import dev.sluice.core.config.GatewayConfig;
import dev.sluice.core.spi.AssistantStores;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.StoreException;
import dev.sluice.store.jdbc.assistants.JdbcAssistantStores;
import java.time.Clock;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** Which store a command works on, and whose objects in it. */
final class StoreOptions {
    private final ConfigOptions configuration;
    private final Optional<String> owner;

    /** What was given. */
    StoreOptions(CommandLine given) {
        configuration = new ConfigOptions(given);
        owner = Optional.ofNullable(given.getOptionValue("owner"));
    }

    /** These options, to be taken by a command. */
    static Options options() {
        return ConfigOptions.of("config.yaml, which says where the store is; without it, ./sluice-data.")
                .addOption(Command.taking(
                        "NAME",
                        "owner",
                        "Whose objects: the name of the key (default: master with a master_key, else anonymous)."));
    }

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
            return configuration.load(configuration.plugins());
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
        return owner.orElse(usual.name());
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
