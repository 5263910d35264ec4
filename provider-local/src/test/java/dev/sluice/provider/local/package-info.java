/** Tests of the local provider. */
@NullMarked
package dev.sluice.provider.local;

import org.jspecify.annotations.NullMarked;
