package dev.sluice.config.yaml;

import dev.sluice.config.yaml.YamlNode.Scalar;
import dev.sluice.core.config.PostgresUrl;
import dev.sluice.core.config.StoreSettings;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the storage keys of {@code general_settings}. */
final class StoreReader {
    private final Reading reading;

    StoreReader(Reading reading) {
        this.reading = reading;
    }

    StoreSettings read(Section general) {
        return new StoreSettings(
                general.string("data_dir")
                        .flatMap(text -> path(text, general.place("data_dir")))
                        .orElse(StoreSettings.DEFAULT.dataDirectory()),
                general.node("database_url").flatMap(this::url),
                general.integer("database_connection_pool_limit", Range.CONNECTIONS)
                        .map(Long::intValue)
                        .orElse(StoreSettings.DEFAULT_CONNECTIONS),
                general.integer("id_ledger_limit", Range.IDS)
                        .map(Long::intValue)
                        .orElse(StoreSettings.DEFAULT_IDS_PER_KIND));
    }

    private Optional<Path> path(String text, Place place) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException noPath) {
            reading.problems().error(place, "is no path on this system; correct it");
            return Optional.empty();
        }
    }

    /** The reference to the URL, which is checked here and read again by the store; no message quotes it. */
    private Optional<SecretRef> url(YamlNode node) {
        Optional<String> text = reading.string(node);
        try {
            if (text.map(PostgresUrl::parse)
                    .filter(PostgresUrl::hasUnknownParameters)
                    .isPresent()) {
                reading.problems()
                        .advice(
                                node.place(),
                                "has a parameter that has no effect; these have one: "
                                        + String.join(
                                                ", ",
                                                PostgresUrl.UNDERSTOOD.stream()
                                                        .sorted()
                                                        .toList()));
            }
        } catch (IllegalArgumentException unusable) {
            reading.problems().error(node.place(), unusable.getMessage() + "; without it a SQLite file is used");
            return Optional.empty();
        }
        return text.map(value -> Variables.reference((Scalar) node)
                .<SecretRef>map(SecretRef.Environment::new)
                .orElseGet(() -> new SecretRef.Literal(Secret.of(value))));
    }
}
