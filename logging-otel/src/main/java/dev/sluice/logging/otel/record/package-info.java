/** Makes spans, metrics and log records of events; one thread at a time, after the fact. */
@NullMarked
package dev.sluice.logging.otel.record;

import org.jspecify.annotations.NullMarked;
