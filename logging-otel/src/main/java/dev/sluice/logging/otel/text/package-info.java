/** Text that clients chose, made fit to be shown. */
@NullMarked
package dev.sluice.logging.otel.text;

import org.jspecify.annotations.NullMarked;
