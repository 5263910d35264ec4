/** Calls OpenAI, and every server that speaks its API at a base URL of its own. */
@NullMarked
package dev.sluice.provider.openai;

import org.jspecify.annotations.NullMarked;
