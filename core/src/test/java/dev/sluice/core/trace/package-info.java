/** Tests of trace context. */
@NullMarked
package dev.sluice.core.trace;

import org.jspecify.annotations.NullMarked;
