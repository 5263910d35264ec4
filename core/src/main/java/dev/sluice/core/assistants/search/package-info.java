/**
 * Pieces of files that can be searched for, and how searches rank them: by the words they share with a query, or by how
 * near their meaning is, as a model's vectors have it. Every index ranks alike, whatever it keeps its pieces in.
 */
@NullMarked
package dev.sluice.core.assistants.search;

import org.jspecify.annotations.NullMarked;
