package dev.sluice.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The tables, made and changed by numbered scripts. A script is SQL that both databases understand, with the placeholders
 * of {@link Dialect} where they differ; where they differ too much, each has a script of its own. What was released is never edited: a change is a new number.
 */
final class Migrations {
    /** The scripts, by number. Named here, since looking for them would take a walk through the whole class path. */
    static final List<String> SCRIPTS =
            List.of("V1__known_ids.sql", "V2__assistants.sql", "V3__pieces.sql", "V4__holders.sql");

    private static final int LATEST = SCRIPTS.size();
    private static final String HISTORY = "sluice_schema_history";

    private Migrations() {}

    /**
     * Whether every script has run there. Asking takes a millisecond; Flyway, which is asked only where this says no,
     * takes a quarter of a second.
     *
     * @throws StoreException if scripts have run that this program does not know
     */
    static boolean isCurrent(Connection connection, Dialect dialect) throws SQLException {
        int version = version(connection, dialect);
        if (version > LATEST) {
            throw new StoreException("The database is at version " + version + ", and this program knows only " + LATEST
                    + ": it was used by a newer one. Start that, or restore the database of before.");
        }
        return version == LATEST;
    }

    private static int version(Connection connection, Dialect dialect) throws SQLException {
        if (!hasHistory(connection, dialect)) {
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select version from " + HISTORY + " where success and version is not null")) {
            int highest = 0;
            while (rows.next()) {
                highest = Math.max(highest, Integer.parseInt(rows.getString(1)));
            }
            return highest;
        }
    }

    private static boolean hasHistory(Connection connection, Dialect dialect) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(dialect.tableQuery())) {
            statement.setString(1, HISTORY);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Runs the scripts that have not run yet, in a schema that is there; nobody else may do so meanwhile. */
    static void run(DataSource source, Dialect dialect, String schema) throws SQLException {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(source)
                    .defaultSchema(schema)
                    .createSchemas(false)
                    .table(HISTORY)
                    // A schema that somebody else uses as well.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .placeholders(dialect.placeholders())
                    .resourceProvider(new Scripts(dialect))
                    .javaMigrationClassProvider(List::of)
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            throw new SQLException("the tables cannot be made: " + reason(failure), failure);
        }
    }

    private static @Nullable String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }

    /** Hands out the scripts; there are no others, such as callbacks. */
    private record Scripts(Dialect dialect) implements ResourceProvider {
        @Override
        public @Nullable LoadableResource getResource(String name) {
            return null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return SCRIPTS.stream()
                    .filter(name -> name.startsWith(prefix))
                    .<LoadableResource>map(name -> new Script(name, dialect))
                    .toList();
        }
    }
}
