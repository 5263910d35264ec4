/** Answers as upstreams give them, each with what its upstream will put on the bill. */
@NullMarked
package dev.sluice.core.support.invoice;

import org.jspecify.annotations.NullMarked;
