/** A store in memory, for tests and for programs that need nothing kept: gone with the process, otherwise as strict as any. */
@NullMarked
package dev.sluice.core.memory;

import org.jspecify.annotations.NullMarked;
