/**
 * Moves assistants and everything that belongs to them in and out, as lines of JSON: what one gateway keeps into another, or
 * what an account still serves into a gateway. For commands, not for event loops: it waits for stores.
 */
@NullMarked
package dev.sluice.provider.local.assistants.transfer;

import org.jspecify.annotations.NullMarked;
