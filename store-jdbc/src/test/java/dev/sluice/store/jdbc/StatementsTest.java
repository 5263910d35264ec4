package dev.sluice.store.jdbc;

import static dev.sluice.store.jdbc.TestDatabases.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.config.StoreSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements that are kept do what they did the first time, on both databases. */
class StatementsTest {
    private static final String INSERT = "insert into id_kinds (kind) values (?)";

    @TempDir
    Path folder = Path.of("");

    @Test
    void onSqlite() {
        check(TestDatabases.sqlite(folder));
    }

    @Test
    void onPostgres() {
        check(TestDatabases.postgres());
    }

    private static void check(StoreSettings settings) {
        try (Database database = TestDatabases.open(settings)) {
            Statements statements = new Statements(database.dialect());
            assertThat(insert(database, statements, "a")).isEqualTo(1);
            assertThat(insert(database, statements, "b")).isEqualTo(1);
            assertThatThrownBy(() -> insert(database, statements, "a")).hasRootCauseInstanceOf(SQLException.class);
            assertThat(insert(database, statements, "c")).isEqualTo(1);
            assertThat(kinds(database, statements)).containsExactly("a", "b", "c");
            IntStream.range(0, 300)
                    .forEach(i -> assertThat(first(database, statements, i)).contains("a"));
            assertThat(kinds(database, statements)).containsExactly("a", "b", "c");
            assertThat(first(database, statements, 0)).contains("a");
        }
    }

    private static int insert(Database database, Statements statements, String kind) {
        return await(database.write(Durability.LAZY, handle -> statements.update(handle, INSERT, kind)));
    }

    private static List<String> kinds(Database database, Statements statements) {
        return await(database.read(
                handle -> statements.list(handle, "select kind from id_kinds order by kind", row -> row.getString(1))));
    }

    /** A statement of its own for each number. */
    private static Optional<String> first(Database database, Statements statements, int number) {
        String sql = "select kind from id_kinds where kind < ? and " + number + " >= 0 order by kind";
        return await(database.read(handle -> statements.first(handle, sql, row -> row.getString(1), "b")));
    }
}
