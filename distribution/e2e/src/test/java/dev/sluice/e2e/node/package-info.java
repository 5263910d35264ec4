/** Node and its packages without an installation: found on the machine, or fetched by a pinned hash. */
@NullMarked
package dev.sluice.e2e.node;

import org.jspecify.annotations.NullMarked;
