/** The event loops that everything here runs on: epoll where the system has it, NIO elsewhere. */
@NullMarked
package dev.sluice.transport.vertx.loop;

import org.jspecify.annotations.NullMarked;
