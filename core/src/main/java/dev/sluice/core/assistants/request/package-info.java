/** What the Assistants API can be asked: the bodies and queries of its 23 operations. */
@NullMarked
package dev.sluice.core.assistants.request;

import org.jspecify.annotations.NullMarked;
