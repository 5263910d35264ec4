/** What the built jar tells collectors, scrapers and the access log of its calls. */
@NullMarked
package dev.sluice.e2e.telemetry;

import org.jspecify.annotations.NullMarked;
