package dev.sluice.e2e.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/** A real PostgreSQL. */
public final class PostgresServer implements AutoCloseable {
    private final EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts one; it never syncs, since it is never killed. */
    public static PostgresServer start() throws IOException {
        return new PostgresServer(
                EmbeddedPostgres.builder().setServerConfig("fsync", "off").start());
    }

    /** A URL for {@code general_settings.database_url}: tables in a schema of their own. */
    public String url(String schema) {
        return "postgresql://postgres@127.0.0.1:" + server.getPort() + "/postgres?schema=" + schema;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
