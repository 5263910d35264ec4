/** Tests of the package of the same name. */
@NullMarked
package dev.sluice.core.log;

import org.jspecify.annotations.NullMarked;
