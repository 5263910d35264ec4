/** The gateway's promises about bytes, connections, secrets and its own life, shown on the wire against the built jar. */
@NullMarked
package dev.sluice.e2e.wire;

import org.jspecify.annotations.NullMarked;
