package dev.sluice.core.spi;

/**
 * The store of one gateway, in its four concerns.
 *
 * @param objects what there is
 * @param queue what is to be done
 * @param events what happened
 * @param files the bytes of files
 */
public record AssistantStores(AssistantStore objects, RunQueue queue, RunEventLog events, FileContents files) {}
