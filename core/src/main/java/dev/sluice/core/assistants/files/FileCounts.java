package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/**
 * How many files are how far.
 *
 * @param inProgress being indexed
 * @param completed searchable
 * @param failed not to be indexed
 * @param cancelled given up
 * @param total all
 * @param extra what the object held beyond this
 */
public record FileCounts(long inProgress, long completed, long failed, long cancelled, long total, Extra extra) {
    /** One with no other members. */
    public FileCounts(long inProgress, long completed, long failed, long cancelled, long total) {
        this(inProgress, completed, failed, cancelled, total, Extra.NONE);
    }

    /** No files. */
    public static final FileCounts NONE = new FileCounts(0, 0, 0, 0, 0);
}
