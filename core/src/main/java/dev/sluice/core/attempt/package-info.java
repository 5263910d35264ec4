/** One attempt and what follows from it: how it is judged, whether and when another one is made. */
@NullMarked
package dev.sluice.core.attempt;

import org.jspecify.annotations.NullMarked;
