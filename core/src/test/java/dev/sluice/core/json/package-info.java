/** Tests of the package of the same name. */
@NullMarked
package dev.sluice.core.json;

import org.jspecify.annotations.NullMarked;
