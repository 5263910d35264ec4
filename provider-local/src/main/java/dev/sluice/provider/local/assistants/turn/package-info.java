/**
 * One call of a model: what it is asked, by Chat Completions or by the Responses API, and what its answer means. The
 * translators know nothing of stores and events; they tell a {@link dev.sluice.provider.local.assistants.turn.TurnSink}.
 */
@NullMarked
package dev.sluice.provider.local.assistants.turn;

import org.jspecify.annotations.NullMarked;
