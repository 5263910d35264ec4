/** Secrets and references to them, in types that never print what they hold. */
@NullMarked
package dev.sluice.core.secret;

import org.jspecify.annotations.NullMarked;
