@NullMarked
package dev.sluice.provider.local.assistants;

import org.jspecify.annotations.NullMarked;
