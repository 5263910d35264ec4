/** How the gateway itself is at this moment, for whoever shows it. */
@NullMarked
package dev.sluice.core.vitals;

import org.jspecify.annotations.NullMarked;
