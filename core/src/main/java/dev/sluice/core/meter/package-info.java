/** What calls used: read from answers on their way, with a word on how far it is to be trusted. */
@NullMarked
package dev.sluice.core.meter;

import org.jspecify.annotations.NullMarked;
