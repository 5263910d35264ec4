/** Tests of failures. */
@NullMarked
package dev.sluice.core.error;

import org.jspecify.annotations.NullMarked;
