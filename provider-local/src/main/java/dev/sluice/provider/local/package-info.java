/**
 * The provider of type {@code local}, which has no upstream: it answers the text generation and embedding endpoints with
 * a deployment's {@code mock_response}, as strictly and in the same shapes as OpenAI.
 */
@NullMarked
package dev.sluice.provider.local;

import org.jspecify.annotations.NullMarked;
