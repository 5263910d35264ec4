/** Files and vector stores, which assistants work on: objects, requests and queries. */
@NullMarked
package dev.sluice.core.assistants.files;

import org.jspecify.annotations.NullMarked;
