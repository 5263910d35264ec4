/** Bodies between sockets and the core. */
@NullMarked
package dev.sluice.transport.vertx.stream;

import org.jspecify.annotations.NullMarked;
