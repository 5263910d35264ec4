package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/**
 * A file that is gone.
 *
 * @param id its id
 * @param deleted true
 * @param extra what the object held beyond this
 */
public record DeletedFile(String id, boolean deleted, Extra extra) {
    /** One with no other members. */
    public DeletedFile(String id, boolean deleted) {
        this(id, deleted, Extra.NONE);
    }

    /** A file that is gone. */
    public static DeletedFile of(String id) {
        return new DeletedFile(id, true);
    }
}
