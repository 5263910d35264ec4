/** Serves the Assistants API: finds the operation that a path asks for, and answers what it threw. */
@NullMarked
package dev.sluice.provider.local.assistants;

import org.jspecify.annotations.NullMarked;
