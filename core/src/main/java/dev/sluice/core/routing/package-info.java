/** Deployments, accounts and the choice between them. */
@NullMarked
package dev.sluice.core.routing;

import org.jspecify.annotations.NullMarked;
