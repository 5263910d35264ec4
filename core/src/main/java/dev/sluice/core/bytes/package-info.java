/** Looking at bytes that go by: the loops in which a large body spends its time. */
@NullMarked
package dev.sluice.core.bytes;

import org.jspecify.annotations.NullMarked;
