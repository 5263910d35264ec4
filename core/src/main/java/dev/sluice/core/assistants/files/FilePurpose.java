package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/** What a file is for. */
public enum FilePurpose {
    /** For the tools of assistants, and for messages. */
    ASSISTANTS,
    /** Made by a tool of an assistant. */
    ASSISTANTS_OUTPUT,
    /** The requests of a batch. */
    BATCH,
    /** The answers of a batch. */
    BATCH_OUTPUT,
    /** Examples for the training of a model. */
    FINE_TUNE,
    /** What is reported of a training. */
    FINE_TUNE_RESULTS,
    /** A picture for a message. */
    VISION,
    /** For any input. */
    USER_DATA,
    /** Data of an evaluation. */
    EVALS,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
