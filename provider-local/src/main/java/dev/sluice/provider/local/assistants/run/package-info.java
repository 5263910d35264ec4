/**
 * Works on runs: claims them, calls models, writes down what they say and tells it. A run lives on one event loop and
 * holds no thread; what it did is in the store before anybody is told.
 */
@NullMarked
package dev.sluice.provider.local.assistants.run;

import org.jspecify.annotations.NullMarked;
