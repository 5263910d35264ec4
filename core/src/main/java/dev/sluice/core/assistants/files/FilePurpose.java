package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/** What a file is for. */
public enum FilePurpose {
    ASSISTANTS,
    ASSISTANTS_OUTPUT,
    BATCH,
    BATCH_OUTPUT,
    FINE_TUNE,
    FINE_TUNE_RESULTS,
    VISION,
    USER_DATA,
    EVALS,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
