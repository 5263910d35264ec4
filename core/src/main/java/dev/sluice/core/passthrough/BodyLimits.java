package dev.sluice.core.passthrough;

/**
 * How much of request bodies is taken and kept.
 *
 * @param replayable the most bytes of one body that are kept
 * @param most the most bytes of one body at all, 0 for no limit
 * @param budget the bytes kept for all calls together
 */
record BodyLimits(long replayable, long most, BodyBudget budget) {}
