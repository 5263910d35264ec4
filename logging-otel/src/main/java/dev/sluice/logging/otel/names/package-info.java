/**
 * Every name that leaves the gateway by OpenTelemetry or Prometheus, with its type, unit and level: the one place where a
 * name is written. {@code docs/observability.md} is made from it, and tests hold what is exported against it.
 */
@NullMarked
package dev.sluice.logging.otel.names;

import org.jspecify.annotations.NullMarked;
