/** Uploads: a form of one file and a few fields, whose file is kept as it comes. */
@NullMarked
package dev.sluice.provider.local.assistants.upload;

import org.jspecify.annotations.NullMarked;
