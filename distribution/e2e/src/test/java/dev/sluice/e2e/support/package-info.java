/** Starting the built jar, and what a walk may be pointed at. */
@NullMarked
package dev.sluice.e2e.support;

import org.jspecify.annotations.NullMarked;
