/** Tests of {@code dev.sluice.core.bytes}. */
@NullMarked
package dev.sluice.core.bytes;

import org.jspecify.annotations.NullMarked;
