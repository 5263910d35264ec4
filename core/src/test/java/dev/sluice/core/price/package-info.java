/** Tests of prices. */
@NullMarked
package dev.sluice.core.price;

import org.jspecify.annotations.NullMarked;
