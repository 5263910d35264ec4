/** Tests of the example. */
@NullMarked
package dev.sluice.examples.echo;

import org.jspecify.annotations.NullMarked;
