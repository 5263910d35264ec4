/** The way out: the Transport port on Vert.x's HTTP client. */
@NullMarked
package dev.sluice.transport.vertx.client;

import org.jspecify.annotations.NullMarked;
