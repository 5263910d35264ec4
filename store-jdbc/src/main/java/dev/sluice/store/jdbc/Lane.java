package dev.sluice.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jspecify.annotations.Nullable;

/** Connections and as many threads to use them on. */
final class Lane implements AutoCloseable {
    private static final int WAITING = 4096;

    private final HikariDataSource pool;
    private final Workers workers;
    private final AtomicBoolean begun = new AtomicBoolean();
    private @Nullable Jdbi jdbi;

    /** Opens no connection before it is needed. The pool's name and size are those of the threads, too. */
    Lane(HikariDataSource pool) {
        pool.setMinimumIdle(1);
        pool.setInitializationFailTimeout(-1);
        this.pool = pool;
        this.workers = new Workers(pool.getPoolName(), pool.getMaximumPoolSize(), WAITING);
    }

    /** A pool that begins with its first connection; until then its settings may change. */
    static HikariDataSource pool(String name, DataSource source, int size) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setDataSource(source);
        pool.setMaximumPoolSize(size);
        return pool;
    }

    <T> CompletableFuture<T> run(Function<Handle, T> work) {
        return workers.run(() -> {
            try {
                return jdbi().withHandle(work::apply);
            } catch (JdbiException failure) {
                throw new StoreException("The database failed: " + reason(failure), failure);
            }
        });
    }

    /** The same without JDBI, and the first time without the pool: their classes take a fifth of a start to load. */
    <T> CompletableFuture<T> runBare(SqlWork<T> work) {
        return workers.run(() -> {
            try (Connection connection = begun.getAndSet(true) ? pool.getConnection() : connect()) {
                return work.with(connection);
            } catch (SQLException failure) {
                throw new StoreException("The database failed: " + reason(failure), failure);
            }
        });
    }

    /** A connection that is none of the pool's. */
    Connection connect() throws SQLException {
        if (pool.isClosed()) {
            throw new SQLException("The database is closed");
        }
        return pool.getDataSource().getConnection();
    }

    /** Made by the first worker: its classes take a while to load, and the start of the gateway need not wait for them. */
    private synchronized Jdbi jdbi() {
        if (jdbi == null) {
            // By default the message of a failure holds the values of the statement.
            jdbi = Jdbi.create(pool)
                    .configure(StatementExceptions.class, c -> c.setMessageRendering(MessageRendering.NONE));
        }
        return jdbi;
    }

    /** What the driver says, without the statement that JDBI tells as well. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause instanceof SQLException driver
                ? String.valueOf(driver.getMessage())
                : cause.getClass().getName();
    }

    @Override
    public void close() {
        workers.close();
        pool.close();
    }
}
