/** Files from their first byte to the last that is left of them. */
@NullMarked
package dev.sluice.provider.local.assistants.files;

import org.jspecify.annotations.NullMarked;
