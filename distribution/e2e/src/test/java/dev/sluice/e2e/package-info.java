/** End-to-end tests: {@code *Test} runs a walk against the fake alone, {@code *IT} through the built jar. */
@NullMarked
package dev.sluice.e2e;

import org.jspecify.annotations.NullMarked;
