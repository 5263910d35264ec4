/** The table of names against the page, the dashboard and what is exported. */
@NullMarked
package dev.sluice.logging.otel.names;

import org.jspecify.annotations.NullMarked;
