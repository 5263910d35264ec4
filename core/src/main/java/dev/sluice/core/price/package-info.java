/** What calls cost: prices by model, exact to the last decimal, and unknown where anything of it is. */
@NullMarked
package dev.sluice.core.price;

import org.jspecify.annotations.NullMarked;
