/** Tests of the WebSocket values. */
@NullMarked
package dev.sluice.core.realtime;

import org.jspecify.annotations.NullMarked;
