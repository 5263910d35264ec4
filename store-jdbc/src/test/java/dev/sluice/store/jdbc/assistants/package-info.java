@NullMarked
package dev.sluice.store.jdbc.assistants;

import org.jspecify.annotations.NullMarked;
