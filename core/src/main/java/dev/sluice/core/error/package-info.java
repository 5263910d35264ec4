/** How a call fails: one enum of kinds, one exception that crosses ports, one body that clients read. */
@NullMarked
package dev.sluice.core.error;

import org.jspecify.annotations.NullMarked;
