/**
 * The configuration as LiteLLM writes it: config.yaml and the environment become a {@code GatewayConfig}, or a list of
 * everything that is wrong with them, each with its place in the file. One table of known keys drives both the checks and
 * {@code docs/config.md}.
 */
@NullMarked
package dev.sluice.config.yaml;

import org.jspecify.annotations.NullMarked;
