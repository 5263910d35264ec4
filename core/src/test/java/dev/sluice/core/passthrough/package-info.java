/** Tests of the package of the same name. */
@NullMarked
package dev.sluice.core.passthrough;

import org.jspecify.annotations.NullMarked;
