package dev.sluice.core.assistants.store;

/**
 * The name of a document in a store.
 *
 * @param kind what it is
 * @param id its id, unique among its kind; case counts
 */
public record Key(Kind kind, String id) {}
