/** The objects of the Assistants API, as they are answered: assistants, threads, messages, runs, steps, pages. */
@NullMarked
package dev.sluice.core.assistants.model;

import org.jspecify.annotations.NullMarked;
