/**
 * WebSockets over raw sockets (RFC 6455), written for tests and independent of every library: what arrives is kept frame by
 * frame, and what leaves may be as wrong as the test wants.
 */
@NullMarked
package dev.sluice.testkit.websocket;

import org.jspecify.annotations.NullMarked;
