package dev.sluice.store.jdbc;

import org.jdbi.v3.core.Handle;

/** What is done with a connection, on a thread that may block. */
@FunctionalInterface
public interface Work<T> {
    /** Does it; the handle must not be kept. What this throws fails the stage, and a write is rolled back. */
    T with(Handle handle);
}
