/** The entry to this module: one Vert.x, and what runs on it. No type of Vert.x leaves it. */
@NullMarked
package dev.sluice.transport.vertx;

import org.jspecify.annotations.NullMarked;
