/** Tests of reading forms. */
@NullMarked
package dev.sluice.core.form;

import org.jspecify.annotations.NullMarked;
