/** Just enough HTTP/1.1 over raw sockets to play a server: what arrived is kept exactly, what leaves is flushed at once. */
@NullMarked
package dev.sluice.testkit.fake.wire;

import org.jspecify.annotations.NullMarked;
