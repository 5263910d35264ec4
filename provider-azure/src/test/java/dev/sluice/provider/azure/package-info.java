/** Tests of the Azure provider. */
@NullMarked
package dev.sluice.provider.azure;

import org.jspecify.annotations.NullMarked;
