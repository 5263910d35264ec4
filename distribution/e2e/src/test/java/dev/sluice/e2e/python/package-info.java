/** Python's official package, on the machine's own Python. */
@NullMarked
package dev.sluice.e2e.python;

import org.jspecify.annotations.NullMarked;
