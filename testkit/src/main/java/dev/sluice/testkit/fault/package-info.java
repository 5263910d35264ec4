/**
 * HTTP/1.1 at the level of bytes: an upstream that misbehaves exactly as its script says and records what reached it,
 * and a client that sends exactly what it is given. Plain blocking sockets on loopback, no framework, so that nothing
 * between the test and the wire is polite enough to repair what the test wants broken.
 */
@NullMarked
package dev.sluice.testkit.fault;

import org.jspecify.annotations.NullMarked;
