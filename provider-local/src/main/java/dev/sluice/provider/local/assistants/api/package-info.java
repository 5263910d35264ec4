/** The operations of the Assistants API: what a request asks for, what becomes of the store, and what is answered. */
@NullMarked
package dev.sluice.provider.local.assistants.api;

import org.jspecify.annotations.NullMarked;
