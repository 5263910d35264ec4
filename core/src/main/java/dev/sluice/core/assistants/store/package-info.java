/**
 * What a store of assistants keeps, and how it is changed: documents, the work that runs wait for, and the events they
 * told. A store knows no JSON and no state of a run; it knows versions, and changes that happen as a whole or not at all.
 */
@NullMarked
package dev.sluice.core.assistants.store;

import org.jspecify.annotations.NullMarked;
