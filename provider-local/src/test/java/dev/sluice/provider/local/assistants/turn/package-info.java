@NullMarked
package dev.sluice.provider.local.assistants.turn;

import org.jspecify.annotations.NullMarked;
