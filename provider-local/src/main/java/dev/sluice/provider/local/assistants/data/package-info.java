/** Assistants, threads, messages and runs as documents of a store: their ids, their labels, and how they are read back. */
@NullMarked
package dev.sluice.provider.local.assistants.data;

import org.jspecify.annotations.NullMarked;
