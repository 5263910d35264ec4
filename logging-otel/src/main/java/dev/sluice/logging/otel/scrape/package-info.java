/** The metrics as Prometheus reads them. */
@NullMarked
package dev.sluice.logging.otel.scrape;

import org.jspecify.annotations.NullMarked;
