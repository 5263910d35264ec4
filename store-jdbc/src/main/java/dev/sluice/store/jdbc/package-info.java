/**
 * What the gateway keeps across restarts, on SQLite or PostgreSQL. {@link dev.sluice.store.jdbc.Database} opens either
 * and runs work on threads of its own; each store over it has a package below. Tables are made by the numbered scripts
 * beside this package, see {@code Migrations}.
 */
@NullMarked
package dev.sluice.store.jdbc;

import org.jspecify.annotations.NullMarked;
