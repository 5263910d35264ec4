/** What a user does with an official SDK, step by step, against anything that speaks OpenAI. */
@NullMarked
package dev.sluice.e2e.sdk;

import org.jspecify.annotations.NullMarked;
