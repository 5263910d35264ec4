/** JSON documents as trees, on Parsson: strict about what is read, exact about what is written. */
@NullMarked
package dev.sluice.codec.jsonb.tree;

import org.jspecify.annotations.NullMarked;
