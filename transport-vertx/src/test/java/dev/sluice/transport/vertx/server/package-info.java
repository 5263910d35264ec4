/** Tests of the server on real sockets. */
@NullMarked
package dev.sluice.transport.vertx.server;

import org.jspecify.annotations.NullMarked;
