package dev.sluice.store.jdbc;

/** What a write has survived when its stage completes. */
public enum Durability {
    /** The loss of power: for whatever somebody was told to be done. */
    SYNCED,

    /** The end of this process, but a loss of power may undo it, in order: for what can be found out again. */
    LAZY
}
