/** Tests of the raw WebSockets. */
@NullMarked
package dev.sluice.testkit.websocket;

import org.jspecify.annotations.NullMarked;
