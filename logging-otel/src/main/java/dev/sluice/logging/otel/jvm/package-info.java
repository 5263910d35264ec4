/** The metrics of the JVM, by OpenTelemetry's conventions, from its management beans. */
@NullMarked
package dev.sluice.logging.otel.jvm;

import org.jspecify.annotations.NullMarked;
