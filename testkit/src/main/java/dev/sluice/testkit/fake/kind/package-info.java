/** Every kind of objects that OpenAI's API keeps, as data: the fake serves them, tests walk over them. */
@NullMarked
package dev.sluice.testkit.fake.kind;

import org.jspecify.annotations.NullMarked;
