/** The server: wiring of the modules, command line, start and stop. */
@NullMarked
package dev.sluice.distribution;

import org.jspecify.annotations.NullMarked;
