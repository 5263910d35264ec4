/** Tests of the package of the same name. */
@NullMarked
package dev.sluice.core.http;

import org.jspecify.annotations.NullMarked;
