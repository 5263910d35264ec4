package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/** How the results of a search are ranked. */
public enum SearchRanker {
    /** Not again: as they were found. */
    NONE,
    /** By the newest ranker there is. */
    AUTO,
    /** By OpenAI's ranker of November 2024. */
    DEFAULT_2024_11_15,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
