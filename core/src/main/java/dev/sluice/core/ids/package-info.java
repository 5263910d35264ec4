/** Ids go home: which objects a call concerns, in which account they live, and how that is found out. */
@NullMarked
package dev.sluice.core.ids;

import org.jspecify.annotations.NullMarked;
