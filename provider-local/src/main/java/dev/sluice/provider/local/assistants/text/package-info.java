/** What can be read in files: their text, whatever they are written in, and the pieces that it is cut into. */
@NullMarked
package dev.sluice.provider.local.assistants.text;

import org.jspecify.annotations.NullMarked;
