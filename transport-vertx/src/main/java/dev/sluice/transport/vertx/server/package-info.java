/** The way in: the HTTP server on Vert.x Web, its routes, and how answers are written. */
@NullMarked
package dev.sluice.transport.vertx.server;

import org.jspecify.annotations.NullMarked;
