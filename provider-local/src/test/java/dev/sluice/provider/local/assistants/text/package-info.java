@NullMarked
package dev.sluice.provider.local.assistants.text;

import org.jspecify.annotations.NullMarked;
