/** Tests of the codec. */
@NullMarked
package dev.sluice.codec.jsonb;

import org.jspecify.annotations.NullMarked;
