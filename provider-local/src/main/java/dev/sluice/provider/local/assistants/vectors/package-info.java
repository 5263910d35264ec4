/** Vector stores: what becomes of their objects when files come and go, how files are indexed, and how they are searched. */
@NullMarked
package dev.sluice.provider.local.assistants.vectors;

import org.jspecify.annotations.NullMarked;
