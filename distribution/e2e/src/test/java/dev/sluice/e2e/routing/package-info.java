/** Several deployments behind one name, as official SDKs meet them. */
@NullMarked
package dev.sluice.e2e.routing;

import org.jspecify.annotations.NullMarked;
