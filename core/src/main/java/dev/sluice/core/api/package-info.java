/**
 * The Assistants API for Java programs: blocking and asynchronous, over OpenAI, Azure, a compatible server, another Sluice or
 * the gateway's own implementation. {@link dev.sluice.core.api.Gateway#builder()} is where to begin; {@code
 * docs/assistants.md} shows every operation.
 *
 * <p><b>Threads.</b> {@link dev.sluice.core.api.Gateway}, {@link dev.sluice.core.api.Assistants} and {@link
 * dev.sluice.core.api.AssistantsAsync} are for any number of threads at once. Builders, streams and event handlers are for
 * one. Nothing of this package starts a thread: calls live on the event loops of the transport.
 *
 * <p><b>Failures.</b> What a server refuses is the {@link dev.sluice.core.api.ApiException} of its status; a server that
 * cannot be reached, or an answer that breaks off, is an {@link dev.sluice.core.api.ApiConnectionException}; one that does
 * not come in time is an {@link dev.sluice.core.api.ApiTimeoutException}. Who ends a call himself, by an interrupt, a cancelled
 * future or a closed stream, gets a {@link java.util.concurrent.CancellationException}. An id that is empty, or dots, is an
 * {@link java.lang.IllegalArgumentException}, since it would lead to another operation; what waits on an event loop is an {@link
 * java.lang.IllegalStateException}.
 *
 * <p><b>Units.</b> Times in objects are seconds since 1970, limits of tokens are tokens, everything that waits is a {@link
 * java.time.Duration}.
 */
@NullMarked
package dev.sluice.core.api;

import org.jspecify.annotations.NullMarked;
