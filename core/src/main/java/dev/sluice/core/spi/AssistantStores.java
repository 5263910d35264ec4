package dev.sluice.core.spi;

/**
 * The store of one gateway, in its five concerns.
 *
 * @param objects what there is
 * @param queue what is to be done
 * @param events what happened
 * @param files the bytes of files
 * @param index what can be searched for in files
 */
public record AssistantStores(
        AssistantStore objects, RunQueue queue, RunEventLog events, FileContents files, FileIndex index) {}
