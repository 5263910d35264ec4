/** The walls of the house, as tests. */
@NullMarked
package dev.sluice.distribution.architecture;

import org.jspecify.annotations.NullMarked;
