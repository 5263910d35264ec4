package dev.sluice.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
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
    private @Nullable Jdbi jdbi;

    /** Opens no connection before it is needed. The pool's name and size are those of the threads, too. */
    Lane(HikariConfig config) {
        config.setMinimumIdle(1);
        config.setInitializationFailTimeout(-1);
        this.pool = new HikariDataSource(config);
        this.workers = new Workers(config.getPoolName(), config.getMaximumPoolSize(), WAITING);
    }

    /** A pool's settings. */
    static HikariConfig config(String name, DataSource source, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        return config;
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
