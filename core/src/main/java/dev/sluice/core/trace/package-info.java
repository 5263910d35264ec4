/** W3C trace context: where a call stands among the calls that led to it, and how those that it makes learn of it. */
@NullMarked
package dev.sluice.core.trace;

import org.jspecify.annotations.NullMarked;
