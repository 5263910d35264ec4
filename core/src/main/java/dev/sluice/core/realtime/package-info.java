/** WebSockets as values: frames, the channel they travel on, and what an upstream says to whoever asks it for one. */
@NullMarked
package dev.sluice.core.realtime;

import org.jspecify.annotations.NullMarked;
