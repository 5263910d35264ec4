/** What is recorded of a call: facts only, never a key, a prompt or an answer. */
@NullMarked
package dev.sluice.core.log;

import org.jspecify.annotations.NullMarked;
