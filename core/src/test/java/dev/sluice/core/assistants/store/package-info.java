/** What stores are asked and told. */
@NullMarked
package dev.sluice.core.assistants.store;

import org.jspecify.annotations.NullMarked;
