package dev.sluice.core.assistants.store;

/** What a document is. */
public enum Kind {
    /** An assistant. */
    ASSISTANT(true, false),
    /** A thread. */
    THREAD(true, true),
    /** A message of a thread. */
    MESSAGE(true, false),
    /** A run on a thread. */
    RUN(true, false),
    /** A step of a run. */
    RUN_STEP(true, false),
    /** What is known of a file; its bytes are elsewhere. */
    FILE(true, false),
    /** A vector store. */
    VECTOR_STORE(true, true),
    /** A file in a vector store. Its id is that of the store, a slash, and that of the file. */
    VECTOR_STORE_FILE(true, false),
    /** Files that were added to a vector store together. */
    VECTOR_STORE_FILE_BATCH(false, false),
    /** The run that locks a thread; its id is the thread's. */
    THREAD_LOCK(false, false),
    /** What an engine must know of a run beyond what clients see; its id is the run's. */
    RUN_STATE(false, false);

    private final boolean listed;
    private final boolean root;

    Kind(boolean listed, boolean root) {
        this.listed = listed;
        this.root = root;
    }

    /** Whether clients page through documents of this kind: then the place of a deleted one is remembered. */
    public boolean isListed() {
        return listed;
    }

    /** Whether documents of this kind are roots: what names one as its root goes with it. */
    public boolean isRoot() {
        return root;
    }
}
