/** The way of a call through the gateway: who calls, which deployment, bytes out, bytes back, one record. */
@NullMarked
package dev.sluice.core.passthrough;

import org.jspecify.annotations.NullMarked;
