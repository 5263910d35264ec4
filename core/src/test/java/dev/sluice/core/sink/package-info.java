/** Tests of sinks. */
@NullMarked
package dev.sluice.core.sink;

import org.jspecify.annotations.NullMarked;
