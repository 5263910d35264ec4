/** That what holds exports against the tables can fail. */
@NullMarked
package dev.sluice.testkit.otlp;

import org.jspecify.annotations.NullMarked;
