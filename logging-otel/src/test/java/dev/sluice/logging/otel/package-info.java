/** Tests of the access log. */
@NullMarked
package dev.sluice.logging.otel;

import org.jspecify.annotations.NullMarked;
