/** Tests of configuration values. */
@NullMarked
package dev.sluice.core.config;

import org.jspecify.annotations.NullMarked;
