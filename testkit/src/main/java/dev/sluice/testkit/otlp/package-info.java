/** An OTLP collector for tests: takes what is exported over HTTP as protobuf, and shows it. */
@NullMarked
package dev.sluice.testkit.otlp;

import org.jspecify.annotations.NullMarked;
