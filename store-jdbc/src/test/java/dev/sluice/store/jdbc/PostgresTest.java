package dev.sluice.store.jdbc;

import static dev.sluice.store.jdbc.TestDatabases.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.core.config.StoreSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PostgresTest extends DatabaseContract {
    @Override
    StoreSettings fresh() {
        return TestDatabases.postgres();
    }

    @Override
    int workers() {
        return 4;
    }

    @Override
    String trueValue() {
        return "true";
    }

    private static String one(Database database, Durability durability, String query) {
        return await(database.write(durability, handle -> query(handle, query)));
    }

    private static String query(Handle handle, String query) {
        return handle.createQuery(query).mapTo(String.class).one();
    }

    @Test
    void whatIsAcknowledgedIsSynced() {
        try (Database database = TestDatabases.open(fresh())) {
            assertThat(one(database, Durability.LAZY, "show synchronous_commit"))
                    .isEqualTo("off");
            assertThat(one(database, Durability.SYNCED, "show synchronous_commit"))
                    .isEqualTo("on");
        }
    }

    @Test
    void theTablesHaveASchemaOfTheirOwn() {
        String url = TestDatabases.postgresUrl();
        try (Database database = TestDatabases.open(TestDatabases.postgres(url))) {
            assertThat(one(
                            database,
                            Durability.LAZY,
                            "select string_agg(distinct schemaname, ',') from pg_tables"
                                    + " where schemaname not in ('pg_catalog', 'information_schema')"))
                    .isEqualTo("sluice");
        }
    }

    @Test
    void aSchemaThatIsNamedMayHoldOtherTables() {
        String url = TestDatabases.postgresUrl() + "?schema=shared";
        try (Database other = TestDatabases.open(TestDatabases.postgres(url.replace("shared", "public")))) {
            await(other.write(Durability.SYNCED, handle -> handle.execute("create schema shared")));
            await(other.write(Durability.SYNCED, handle -> handle.execute("create table shared.theirs (id text)")));
        }
        for (int start = 0; start < 2; start++) {
            try (Database database = TestDatabases.open(TestDatabases.postgres(url))) {
                assertThat(one(database, Durability.LAZY, "select count(*) from known_ids"))
                        .isEqualTo("0");
                assertThat(one(database, Durability.LAZY, "select count(*) from theirs"))
                        .isEqualTo("0");
            }
        }
    }

    @Test
    void theParametersOfTheUrlCount() {
        String url = TestDatabases.postgresUrl().replace("postgresql://", "postgres://")
                + "?application_name=my%20gateway&sslmode=prefer&connect_timeout=3&socket_timeout=20"
                + "&target_session_attrs=read-write&options=-c%20statement_timeout=7000&channel_binding=prefer";
        try (Database database = TestDatabases.open(TestDatabases.postgres(url))) {
            assertThat(one(database, Durability.LAZY, "show application_name")).isEqualTo("my gateway");
            assertThat(one(database, Durability.LAZY, "show statement_timeout")).isEqualTo("7s");
        }
    }

    @Test
    void aServerThatIsAwayIsTold() {
        String url = TestDatabases.postgresUrl();
        for (String wrong : List.of(
                url.replaceFirst("127.0.0.1:\\d+", "127.0.0.1:1"),
                url.replaceFirst(":[^:@]+@", ":wrong@"),
                url.replaceFirst("/[^/]+$", "/nowhere"),
                url + "?sslmode=require")) {
            assertThatThrownBy(() -> TestDatabases.open(TestDatabases.postgres(wrong)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("general_settings.database_url")
                    .hasMessageContaining("postgresql://127.0.0.1:")
                    .hasMessageNotContainingAny("p@ss", "p%40ss");
        }
        assertThatThrownBy(() -> TestDatabases.open(TestDatabases.postgres("mysql://u:p@h/d")))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("general_settings.database_url is no PostgreSQL URL");
    }

    @Test
    void aUserWhoMayNotMakeTheSchemaIsTold() {
        String url = TestDatabases.postgresUrl();
        String name = url.substring(url.lastIndexOf('/') + 1);
        TestDatabases.execute("alter database " + name + " owner to postgres");
        assertThatThrownBy(() -> TestDatabases.open(TestDatabases.postgres(url)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("permission denied")
                .hasMessageContaining("schema sluice");
    }

    @Test
    void thePasswordIsInNoLogAndNoFailure() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
        StringWriter failure = new StringWriter();
        try {
            String url = TestDatabases.postgresUrl();
            try (Database database = TestDatabases.open(TestDatabases.postgres(url))) {
                one(database, Durability.SYNCED, "select version()");
            }
            TestDatabases.open(TestDatabases.postgres(url + "x")).close();
        } catch (StoreException told) {
            told.printStackTrace(new PrintWriter(failure));
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
        }
        assertThat(failure.toString()).contains("does not exist").doesNotContain(TestDatabases.PASSWORD, "p%40ss");
        assertThat(log.list)
                .isNotEmpty()
                .allSatisfy(event ->
                        assertThat(event.getFormattedMessage()).doesNotContain(TestDatabases.PASSWORD, "p%40ss"));
    }
}
