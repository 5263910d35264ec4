/** A stateful OpenAI on loopback, in memory: what a test needs of the real one, with every request recorded. */
@NullMarked
package dev.sluice.testkit.fake;

import org.jspecify.annotations.NullMarked;
