/**
 * The Assistants API for Java programs: blocking and asynchronous, over OpenAI, Azure, a compatible server, another Sluice or
 * the gateway's own implementation. {@link dev.sluice.core.api.Gateway#builder()} is where to begin.
 */
@NullMarked
package dev.sluice.core.api;

import org.jspecify.annotations.NullMarked;
