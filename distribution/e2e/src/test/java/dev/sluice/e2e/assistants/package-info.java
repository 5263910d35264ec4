/** Assistants that the built jar serves itself: across SDKs, databases, and ends by force. */
@NullMarked
package dev.sluice.e2e.assistants;

import org.jspecify.annotations.NullMarked;
