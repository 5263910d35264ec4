/** What the fake OpenAI serves: one small class for each resource, over objects that belong to an account. */
@NullMarked
package dev.sluice.testkit.fake.resource;

import org.jspecify.annotations.NullMarked;
