/**
 * What tests of gateway modules share: bodies that are sent and read by hand, and ports that record. For authors of
 * custom modules as well as for the project's own tests.
 */
@NullMarked
package dev.sluice.testkit;

import org.jspecify.annotations.NullMarked;
