/** Benchmarks of what core does not show: how a request is read, and how an answer is looked at. */
@NullMarked
package dev.sluice.core.passthrough;

import org.jspecify.annotations.NullMarked;
