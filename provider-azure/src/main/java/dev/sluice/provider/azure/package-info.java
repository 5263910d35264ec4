/**
 * Calls Azure OpenAI: rewrites OpenAI's paths into those of Azure, adds {@code api-version}, and proves who calls by a key
 * or by an Entra token, which it gets and renews by itself.
 */
@NullMarked
package dev.sluice.provider.azure;

import org.jspecify.annotations.NullMarked;
