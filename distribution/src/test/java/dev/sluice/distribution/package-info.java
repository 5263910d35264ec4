/** Tests of the wiring. */
@NullMarked
package dev.sluice.distribution;

import org.jspecify.annotations.NullMarked;
