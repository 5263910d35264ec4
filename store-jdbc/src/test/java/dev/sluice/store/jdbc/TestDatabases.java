package dev.sluice.store.jdbc;

import dev.sluice.core.config.StoreSettings;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import dev.sluice.core.spi.KeyStore;
import dev.sluice.testkit.StaticKeys;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Databases for tests: SQLite in a folder, and PostgreSQL out of one server that starts once and stops with the JVM. */
public final class TestDatabases {
    /** A password with every character that has to be escaped in a URL. */
    public static final String PASSWORD = "p@ss:w/o?r#d%+&";

    private static final String ESCAPED = "p%40ss%3Aw%2Fo%3Fr%23d%25+&";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestDatabases() {}

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        /** Passwords count, but for the server's owner. */
        private static final String ACCESS = """
                host all postgres 127.0.0.1/32 trust
                host all all 127.0.0.1/32 scram-sha-256
                """;

        private static void open(Path path, String permissions) throws IOException {
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
            }
        }

        private static EmbeddedPostgres start() {
            try {
                // As root the server runs as another user, who has to read it.
                Path directory = Files.createTempDirectory("postgres");
                Path access = Files.createTempFile(directory, "pg_hba", ".conf");
                Files.writeString(access, ACCESS);
                open(directory, "rwxr-xr-x");
                open(access, "rw-r--r--");
                return EmbeddedPostgres.builder()
                        .setServerConfig("hba_file", access.toString())
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** The settings of a SQLite database in this folder. */
    public static StoreSettings sqlite(Path folder) {
        return new StoreSettings(folder, Optional.empty(), 2, StoreSettings.DEFAULT_IDS_PER_KIND);
    }

    /** The settings of a new, empty PostgreSQL database of a user who owns it. */
    public static StoreSettings postgres() {
        return postgres(postgresUrl());
    }

    /** The settings of a database behind this URL. */
    public static StoreSettings postgres(String url) {
        return new StoreSettings(
                Path.of("not-used"),
                Optional.of(new SecretRef.Literal(Secret.of(url))),
                4,
                StoreSettings.DEFAULT_IDS_PER_KIND);
    }

    /** The URL of a new, empty PostgreSQL database. */
    public static String postgresUrl() {
        String name = "test_" + NUMBER.incrementAndGet();
        execute(
                "create role " + name + " login password '" + PASSWORD + "'",
                "create database " + name + " owner " + name);
        return "postgresql://" + name + ":" + ESCAPED + "@127.0.0.1:" + Server.RUNNING.getPort() + "/" + name;
    }

    /** Runs statements as the server's owner, in the server's own database. */
    public static void execute(String... statements) {
        try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Opens it. */
    public static Database open(StoreSettings settings) {
        return Database.open(settings, keys());
    }

    /** Keys that hold nothing. */
    public static KeyStore keys() {
        return new StaticKeys(null, Map.of());
    }

    /** The only value of a query. */
    public static long one(Database database, String sql) {
        return await(database.read(
                handle -> handle.createQuery(sql).mapTo(Long.class).one()));
    }

    /** Waits for a stage, and throws what it fails with. */
    public static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }
}
