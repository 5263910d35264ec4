/** What a streamed run tells: 25 events, and the growth of messages and steps. */
@NullMarked
package dev.sluice.core.assistants.event;

import org.jspecify.annotations.NullMarked;
