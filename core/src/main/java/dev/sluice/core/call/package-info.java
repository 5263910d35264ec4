/** What belongs to one call from its arrival to its end: its id, who made it, and whether it is still wanted. */
@NullMarked
package dev.sluice.core.call;

import org.jspecify.annotations.NullMarked;
