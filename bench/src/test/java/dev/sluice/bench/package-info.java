/** Benchmarks of what every call does, with the answers that they work on, and the gate on what they allocate. */
@NullMarked
package dev.sluice.bench;

import org.jspecify.annotations.NullMarked;
