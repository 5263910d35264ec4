/** HTTP as values: headers, bodies, calls, replies, and the one rule that makes an upstream URL. */
@NullMarked
package dev.sluice.core.http;

import org.jspecify.annotations.NullMarked;
