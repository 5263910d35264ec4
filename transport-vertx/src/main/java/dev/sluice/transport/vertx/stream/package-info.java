/** Bytes between Vert.x streams and Flow, under back-pressure, without copies. */
@NullMarked
package dev.sluice.transport.vertx.stream;

import org.jspecify.annotations.NullMarked;
