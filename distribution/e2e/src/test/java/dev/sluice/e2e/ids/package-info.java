/** Objects of three accounts behind one name: every call on one goes home. */
@NullMarked
package dev.sluice.e2e.ids;

import org.jspecify.annotations.NullMarked;
