/** Ports of the core as tests need them: recorded, scripted, without a network. */
@NullMarked
package dev.sluice.core.support;

import org.jspecify.annotations.NullMarked;
