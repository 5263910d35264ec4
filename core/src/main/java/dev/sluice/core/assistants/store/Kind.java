package dev.sluice.core.assistants.store;

/** What a document is. */
public enum Kind {
    ASSISTANT(true),
    THREAD(true),
    MESSAGE(true),
    RUN(true),
    RUN_STEP(true),
    FILE(true),
    VECTOR_STORE(true),
    /** A file in a vector store. Its id is that of the store, a slash, and that of the file. */
    VECTOR_STORE_FILE(true),
    VECTOR_STORE_FILE_BATCH(false),
    /** The run that locks a thread; its id is the thread's. */
    THREAD_LOCK(false),
    /** What an engine must know of a run beyond what clients see; its id is the run's. */
    RUN_STATE(false),
    /** A piece of a file that can be searched for. */
    CHUNK(false);

    private final boolean listed;

    Kind(boolean listed) {
        this.listed = listed;
    }

    /** Whether clients page through documents of this kind: then the place of a deleted one is remembered. */
    public boolean isListed() {
        return listed;
    }
}
