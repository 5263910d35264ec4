/** Threads as conversations of the Responses API, for those who move there. */
@NullMarked
package dev.sluice.core.assistants.conversation;

import org.jspecify.annotations.NullMarked;
