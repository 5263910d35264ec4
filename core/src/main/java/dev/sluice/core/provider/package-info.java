/** What providers have in common that relay a client's call to an upstream of their own. */
@NullMarked
package dev.sluice.core.provider;

import org.jspecify.annotations.NullMarked;
