/** What a request may say, as tables of rules, and what OpenAI answers to one that says something else. */
@NullMarked
package dev.sluice.codec.jsonb.strict;

import org.jspecify.annotations.NullMarked;
