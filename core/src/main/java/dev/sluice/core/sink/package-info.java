/** How events come to sinks: by a bounded queue for each, so that none of them can hold up a call. */
@NullMarked
package dev.sluice.core.sink;

import org.jspecify.annotations.NullMarked;
