package dev.sluice.core.assistants.store;

/**
 * Work that somebody holds.
 *
 * @param runId the run
 * @param token what tells this holder from all others that held it or will
 */
public record Claim(String runId, long token) {}
