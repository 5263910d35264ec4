/** Tests of the package of the same name. */
@NullMarked
package dev.sluice.core.routing;

import org.jspecify.annotations.NullMarked;
