/** What is measured when metrics are collected: the gateway's own state. */
@NullMarked
package dev.sluice.logging.otel.observe;

import org.jspecify.annotations.NullMarked;
