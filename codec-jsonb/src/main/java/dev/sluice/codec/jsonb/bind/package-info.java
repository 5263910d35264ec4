/**
 * Values and trees: a record is an object whose members are its components, in their order and in snake case; what it cannot
 * say goes into its {@code extra}. What differs from that is one table, {@code WireTable}.
 */
@NullMarked
package dev.sluice.codec.jsonb.bind;

import org.jspecify.annotations.NullMarked;
