/**
 * The store of assistants: documents, the work of runs, what runs told, and the bytes of files. Changes that wait at the same
 * time are made in one transaction, each for itself, so that many share one sync of the disk.
 */
@NullMarked
package dev.sluice.store.jdbc.assistants;

import org.jspecify.annotations.NullMarked;
