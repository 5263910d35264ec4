package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** How the results of a file search are ranked. */
public enum Ranker {
    /** By the newest ranker there is. */
    AUTO,
    /** By OpenAI's ranker of August 2024. */
    DEFAULT_2024_08_21,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
