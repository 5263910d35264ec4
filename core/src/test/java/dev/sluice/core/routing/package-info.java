/** Tests of deployments and accounts. */
@NullMarked
package dev.sluice.core.routing;

import org.jspecify.annotations.NullMarked;
