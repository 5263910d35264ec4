/** Tests of the database, on SQLite and on a real PostgreSQL. */
@NullMarked
package dev.sluice.store.jdbc;

import org.jspecify.annotations.NullMarked;
