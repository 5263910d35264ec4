/** What a run tells, as server-sent events: first what was told before somebody listened, then what is told. */
@NullMarked
package dev.sluice.provider.local.assistants.stream;

import org.jspecify.annotations.NullMarked;
