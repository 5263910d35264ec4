/** OpenTelemetry's SDK as the gateway runs it: configured by {@code OTEL_*}, every queue bounded, every loss counted. */
@NullMarked
package dev.sluice.logging.otel.export;

import org.jspecify.annotations.NullMarked;
