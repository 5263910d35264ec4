package dev.sluice.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.sluice.core.config.PostgresUrl;
import dev.sluice.core.config.PostgresUrl.Host;
import dev.sluice.core.secret.Secret;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens a PostgreSQL database. */
final class Postgres {
    /** Not {@code public}: LiteLLM's own migrations drop what they do not know there. */
    private static final String SCHEMA = "sluice";

    /** A server that says nothing this long is gone; none of our statements takes as long. */
    private static final String SILENCE_SECONDS = "30";

    /** A server may be set up to acknowledge what it has not written yet; what it does beyond writing stays its own affair. */
    private static final String SYNCED = "select set_config('synchronous_commit', 'on', false)"
            + " where current_setting('synchronous_commit') = 'off'";

    /** Held in the database while a schema is made or migrated, until the connection ends. */
    private static final long LOCK = 0x736c75696365L;

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
        HikariDataSource pool = Lane.pool("sluice-postgres", source, connections);
        pool.setConnectionInitSql(SYNCED);
        Lane lane = new Lane(pool);
        return new Database(Dialect.POSTGRESQL, lane, lane);
    }

    private static void migrate(PostgresUrl url, String schema, PGSimpleDataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            if (Migrations.isCurrent(connection, Dialect.POSTGRESQL)) {
                return;
            }
        }
        PGSimpleDataSource patient = source(url, schema);
        // Another node may be migrating, and a migration may take its time.
        patient.setProperty(PGProperty.SOCKET_TIMEOUT, "0");
        try (Connection connection = patient.getConnection()) {
            ask(connection, "select pg_advisory_lock(?)", LOCK);
            if (!Migrations.isCurrent(connection, Dialect.POSTGRESQL)) {
                makeSchema(connection, schema);
                Migrations.run(patient, Dialect.POSTGRESQL, schema);
            }
        }
    }

    /** Asks first: whoever may use a schema that is there need not be allowed to make one. */
    private static void makeSchema(Connection connection, String schema) throws SQLException {
        if (!ask(connection, "select 1 from pg_namespace where nspname = ?", schema)) {
            try (Statement make = connection.createStatement()) {
                make.execute("create schema \"" + schema + "\"");
            }
        }
    }

    /** Whether the query has a row. */
    private static boolean ask(Connection connection, String query, Object parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
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
