/** The examples against a fake OpenAI. */
@NullMarked
package dev.sluice.examples.assistants;

import org.jspecify.annotations.NullMarked;
