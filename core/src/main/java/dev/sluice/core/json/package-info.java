/** JSON as bytes: a resumable scanner for the members that matter, and a small tree for the rest. */
@NullMarked
package dev.sluice.core.json;

import org.jspecify.annotations.NullMarked;
