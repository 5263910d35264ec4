/** The stock routers: implementations of the Router port that need nothing but the core. */
@NullMarked
package dev.sluice.core.router;

import org.jspecify.annotations.NullMarked;
