/** What is shipped. */
@NullMarked
package dev.sluice.e2e.archive;

import org.jspecify.annotations.NullMarked;
