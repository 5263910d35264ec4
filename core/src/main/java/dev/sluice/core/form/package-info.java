/** Multipart forms, read while their bytes go by. */
@NullMarked
package dev.sluice.core.form;

import org.jspecify.annotations.NullMarked;
