/** Tests of the way out. */
@NullMarked
package dev.sluice.transport.vertx.client;

import org.jspecify.annotations.NullMarked;
