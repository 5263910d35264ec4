@NullMarked
package dev.sluice.transport.vertx.loop;

import org.jspecify.annotations.NullMarked;
