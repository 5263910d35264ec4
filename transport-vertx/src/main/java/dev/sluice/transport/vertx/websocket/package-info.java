/** WebSockets on Vert.x's sockets: frames to and from bytes, and the life of one connection. */
@NullMarked
package dev.sluice.transport.vertx.websocket;

import org.jspecify.annotations.NullMarked;
