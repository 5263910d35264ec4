/** {@code LogSink}: the access log, one line of JSON for each call, written by a thread of its own. */
@NullMarked
package dev.sluice.logging.otel;

import org.jspecify.annotations.NullMarked;
