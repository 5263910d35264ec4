/** The configuration of a gateway as values, however it was written down. */
@NullMarked
package dev.sluice.core.config;

import org.jspecify.annotations.NullMarked;
