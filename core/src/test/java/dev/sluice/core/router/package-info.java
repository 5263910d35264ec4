/** Tests of the package of the same name. */
@NullMarked
package dev.sluice.core.router;

import org.jspecify.annotations.NullMarked;
