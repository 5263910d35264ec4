package dev.sluice.core.config;

import dev.sluice.core.secret.SecretRef;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the gateway keeps what outlives it: the storage keys of {@code general_settings}.
 *
 * @param dataDirectory {@code data_dir}: holds the SQLite file; made on first use
 * @param databaseUrl {@code database_url}: a {@link PostgresUrl}, which replaces the SQLite file and is shared by nodes
 * @param connections {@code database_connection_pool_limit}: connections that this process may open to PostgreSQL
 * @param idsPerKind {@code id_ledger_limit}: how many ids of each kind are kept, the last used ones
 */
public record StoreSettings(Path dataDirectory, Optional<SecretRef> databaseUrl, int connections, int idsPerKind) {
    /** 10 connections, LiteLLM's default. */
    public static final int DEFAULT_CONNECTIONS = 10;

    /** A million ids of each kind, about 200 MB of disk for each kind that reaches it. */
    public static final int DEFAULT_IDS_PER_KIND = 1_000_000;

    /** A SQLite file in {@code ./sluice-data}. */
    public static final StoreSettings DEFAULT =
            new StoreSettings(Path.of("sluice-data"), Optional.empty(), DEFAULT_CONNECTIONS, DEFAULT_IDS_PER_KIND);
}
