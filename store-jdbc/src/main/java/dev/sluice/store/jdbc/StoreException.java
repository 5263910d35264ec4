package dev.sluice.store.jdbc;

/** The database could not do it. The message says why, for operators; it holds no statement, no value and no password. */
public final class StoreException extends RuntimeException {
    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
