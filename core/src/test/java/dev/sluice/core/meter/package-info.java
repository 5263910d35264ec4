/** What answers say of what calls used. */
@NullMarked
package dev.sluice.core.meter;

import org.jspecify.annotations.NullMarked;
