/** The Assistants API from Java: the walk of the guide, waiting and not, streamed, and with a function. */
@NullMarked
package dev.sluice.examples.assistants;

import org.jspecify.annotations.NullMarked;
