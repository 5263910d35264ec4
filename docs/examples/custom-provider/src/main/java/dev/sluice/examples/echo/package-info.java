/** A custom provider, as small as one can be: type {@code echo}, which greets whoever calls it. */
@NullMarked
package dev.sluice.examples.echo;

import org.jspecify.annotations.NullMarked;
