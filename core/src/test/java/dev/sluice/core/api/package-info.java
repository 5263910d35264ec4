/** Tests of the Java API: retries on a clock that stands still, and what publishers, streams and handlers owe to others. */
@NullMarked
package dev.sluice.core.api;

import org.jspecify.annotations.NullMarked;
