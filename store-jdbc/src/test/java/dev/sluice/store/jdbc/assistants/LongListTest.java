package dev.sluice.store.jdbc.assistants;

import static dev.sluice.store.jdbc.TestDatabases.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.Slice;
import dev.sluice.core.assistants.store.Window;
import dev.sluice.core.config.StoreSettings;
import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.Dialect;
import dev.sluice.store.jdbc.Durability;
import dev.sluice.store.jdbc.Statements;
import dev.sluice.store.jdbc.TestDatabases;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of a thread of 100,000 messages costs what a page costs, wherever it is: it is read from an index, and no more than it. */
class LongListTest {
    private static final int MESSAGES = 100_000;
    private static final int PAGE = 100;
    private static final String BODY = " from numbers";

    /** Rows that a step of a plan gave, or read in vain. */
    private static final Pattern ROWS = Pattern.compile("(?:rows=|Removed by Filter: )(\\d+)");

    private static final List<Object> ALL = List.of("MESSAGE", "alice", "thread_1", 50_000L, PAGE + 1);
    private static final List<Object> LABELLED = List.of("MESSAGE", "alice", "thread_1", "user", 50_000L, PAGE + 1);

    @TempDir
    Path folder = Path.of("");

    @Test
    void onSqlite() {
        assertThat(plans(TestDatabases.sqlite(folder), "explain query plan "))
                .allSatisfy(plan -> assertThat(plan)
                        .containsPattern(
                                "USING (COVERING )?INDEX (documents|labels)_of_parent \\(parent=\\? AND kind=\\?"
                                        + "( AND label=\\?)? AND sequence[<>]\\?\\)")
                        .doesNotContain("SCAN documents", "SCAN document_labels"));
    }

    @Test
    void onPostgres() {
        String explain = "explain (analyze, timing off, summary off, costs off) ";
        assertThat(plans(TestDatabases.postgres(), explain))
                .allSatisfy(plan -> assertThat(ROWS.matcher(plan)
                                .results()
                                .map(rows -> Integer.parseInt(rows.group(1)))
                                .toList())
                        .as(plan)
                        .isNotEmpty()
                        .allMatch(rows -> rows <= PAGE + 1));
    }

    /** How pages in the middle are read: both ways, with and without a label. */
    private static List<String> plans(StoreSettings settings, String explain) {
        try (Database database = TestDatabases.open(settings)) {
            Statements tables = new Statements(database.dialect());
            DocumentLists lists = new DocumentLists(tables, new DocumentReader(tables));
            await(database.write(Durability.LAZY, handle -> fill(handle, database.dialect())));
            Listing all = Listing.in("thread_1", "alice", Kind.MESSAGE, Window.newest(PAGE));
            List<String> plans = new ArrayList<>();
            for (Window window :
                    List.of(all.window().after("m50000"), Window.oldest(PAGE).after("m50000"))) {
                Listing listing = Listing.in("thread_1", "alice", Kind.MESSAGE, window);
                plans.add(plan(database, lists, listing, explain));
                plans.add(plan(database, lists, listing.labelled("user"), explain));
            }
            return plans;
        }
    }

    private static int fill(Handle handle, Dialect dialect) {
        String numbers = "with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < "
                + MESSAGES + ") ";
        String content = dialect == Dialect.SQLITE ? "cast('{}' as blob)" : "'{}'::bytea";
        handle.execute("insert into documents (sequence, kind, id, owner, parent, root, version, content) " + numbers
                + "select n, 'MESSAGE', 'm' || n, 'alice', 'thread_1', 'thread_1', 1, " + content + BODY);
        handle.execute("insert into document_labels (sequence, label, owner, kind, parent) " + numbers
                + "select n, 'user', 'alice', 'MESSAGE', 'thread_1'" + BODY);
        // PostgreSQL does so by itself; SQLite does when it is told to, which nobody does.
        return dialect == Dialect.POSTGRESQL ? handle.execute("analyze") : 0;
    }

    private static String plan(Database database, DocumentLists lists, Listing listing, String explain) {
        return await(database.read(handle -> {
            List<String> statements = new ArrayList<>();
            Slice slice = lists.list(Jdbi.open(telling(handle.getConnection(), statements)), listing);
            assertThat(slice.hasMore()).isTrue();
            assertThat(slice.documents())
                    .hasSize(PAGE)
                    .extracting(Document::parent)
                    .isNotEmpty();
            String page = statements.stream()
                    .filter(sql -> sql.contains(" order by "))
                    .findFirst()
                    .orElseThrow();
            Query query = handle.createQuery(explain + page);
            List<Object> values = listing.label().isPresent() ? LABELLED : ALL;
            for (int i = 0; i < values.size(); i++) {
                query.bind(i, values.get(i));
            }
            return String.join(
                    "\n",
                    query.map((row, context) -> row.getString(row.getMetaData().getColumnCount()))
                            .list());
        }));
    }

    /** The same connection, which tells what it prepares. */
    private static Connection telling(Connection connection, List<String> statements) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, values) -> {
                    if (method.getName().equals("unwrap")) {
                        return proxy;
                    }
                    if (method.getName().equals("prepareStatement")) {
                        statements.add((String) values[0]);
                    }
                    return method.invoke(connection, values);
                });
    }
}
