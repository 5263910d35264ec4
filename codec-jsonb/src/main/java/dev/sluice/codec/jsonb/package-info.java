/** {@code JsonCodec} on Jakarta JSON: strict about what it reads, exact about what it writes. */
@NullMarked
package dev.sluice.codec.jsonb;

import org.jspecify.annotations.NullMarked;
