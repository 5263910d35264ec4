/**
 * The contracts of the ports as tests: every implementation, the project's own or a plugin's, extends the abstract class
 * of its port and passes. What a test here asserts is what the rest of the house relies on.
 */
@NullMarked
package dev.sluice.testkit.contract;

import org.jspecify.annotations.NullMarked;
