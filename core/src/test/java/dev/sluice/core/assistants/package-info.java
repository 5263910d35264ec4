/** Tests of the Assistants object model. */
@NullMarked
package dev.sluice.core.assistants;

import org.jspecify.annotations.NullMarked;
