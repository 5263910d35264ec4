/** Tests of what the event loops are used for beside HTTP. */
@NullMarked
package dev.sluice.transport.vertx;

import org.jspecify.annotations.NullMarked;
