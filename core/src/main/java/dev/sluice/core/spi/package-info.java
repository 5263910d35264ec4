/** The ports. An adapter module implements one of them; the core knows no other way out. */
@NullMarked
package dev.sluice.core.spi;

import org.jspecify.annotations.NullMarked;
