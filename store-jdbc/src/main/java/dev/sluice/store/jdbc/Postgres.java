package dev.sluice.store.jdbc;

import dev.sluice.core.config.PostgresUrl;
import dev.sluice.core.config.PostgresUrl.Host;
import dev.sluice.core.secret.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens a PostgreSQL database. */
final class Postgres {
    /** Not {@code public}: LiteLLM's own migrations drop what they do not know there. */
    private static final String SCHEMA = "sluice";

    /** A server that says nothing this long is gone; none of our statements takes as long. */
    private static final String SILENCE_SECONDS = "30";

    private static final String CONNECT_SECONDS = "10";

    private Postgres() {}

    /**
     * The database behind the URL, with its tables as this program needs them.
     *
     * @param connections how many this process may open
     */
    static Database open(PostgresUrl url, int connections) {
        String schema = url.parameters().getOrDefault("schema", SCHEMA);
        PGSimpleDataSource source = source(url, schema);
        try {
            migrate(url, schema, source);
        } catch (SQLException failure) {
            throw new StoreException(
                    "Cannot use the database " + url + " (general_settings.database_url): " + failure.getMessage()
                            + ". Check that it runs, and that the user may log in and create the schema " + schema
                            + "; or remove database_url to keep data in general_settings.data_dir.",
                    failure);
        }
        Lane lane = new Lane(Lane.config("sluice-postgres", source, connections));
        return new Database(Dialect.POSTGRESQL, lane, lane);
    }

    private static void migrate(PostgresUrl url, String schema, PGSimpleDataSource source) throws SQLException {
        boolean current;
        try (Connection connection = source.getConnection()) {
            current = Migrations.isCurrent(connection, Dialect.POSTGRESQL);
        }
        if (!current) {
            PGSimpleDataSource patient = source(url, schema);
            // Another node may be migrating, and a migration may take its time.
            patient.setProperty(PGProperty.SOCKET_TIMEOUT, "0");
            Migrations.run(patient, Dialect.POSTGRESQL, schema);
        }
    }

    private static PGSimpleDataSource source(PostgresUrl url, String schema) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(url.hosts().stream().map(Host::name).toArray(String[]::new));
        source.setPortNumbers(url.hosts().stream().mapToInt(Host::port).toArray());
        source.setDatabaseName(url.database());
        url.user().ifPresent(source::setUser);
        url.password().map(Secret::reveal).ifPresent(source::setPassword);
        try {
            source.setProperty(PGProperty.APPLICATION_NAME, "sluice");
            source.setProperty(PGProperty.CONNECT_TIMEOUT, CONNECT_SECONDS);
            source.setProperty(PGProperty.SOCKET_TIMEOUT, SILENCE_SECONDS);
            source.setProperty(PGProperty.TCP_KEEP_ALIVE, "true");
            // The detail of an error quotes the values of the row.
            source.setProperty(PGProperty.LOG_SERVER_ERROR_DETAIL, "false");
            for (Map.Entry<String, String> each : url.parameters().entrySet()) {
                set(source, each.getKey(), each.getValue());
            }
            source.setProperty(PGProperty.CURRENT_SCHEMA, schema);
        } catch (SQLException unusable) {
            throw new StoreException(
                    "A parameter of general_settings.database_url cannot be used; correct it", unusable);
        }
        return source;
    }

    /** The parameters of libpq and Prisma under the driver's names; {@link PostgresUrl#UNDERSTOOD} lists them. */
    private static void set(PGSimpleDataSource source, String name, String value) throws SQLException {
        switch (name) {
            case "application_name" -> source.setProperty(PGProperty.APPLICATION_NAME, value);
            case "channel_binding" -> source.setProperty(PGProperty.CHANNEL_BINDING, value);
            case "connect_timeout" -> source.setProperty(PGProperty.CONNECT_TIMEOUT, value);
            case "options" -> source.setProperty(PGProperty.OPTIONS, value);
            case "socket_timeout" -> source.setProperty(PGProperty.SOCKET_TIMEOUT, value);
            case "sslcert" -> source.setProperty(PGProperty.SSL_CERT, value);
            case "sslkey" -> source.setProperty(PGProperty.SSL_KEY, value);
            case "sslmode" -> source.setProperty(PGProperty.SSL_MODE, value);
            case "sslpassword" -> source.setProperty(PGProperty.SSL_PASSWORD, value);
            case "sslrootcert" -> source.setProperty(PGProperty.SSL_ROOT_CERT, value);
            case "target_session_attrs" -> source.setProperty(PGProperty.TARGET_SERVER_TYPE, serverType(value));
            default -> {
                // The schema is set for all; any other has no effect, of which the configuration has warned.
            }
        }
    }

    private static String serverType(String attributes) {
        return switch (attributes) {
            case "read-write", "primary" -> "primary";
            case "read-only", "standby" -> "secondary";
            case "prefer-standby" -> "preferSecondary";
            default -> "any";
        };
    }
}
