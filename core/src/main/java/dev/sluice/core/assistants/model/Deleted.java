package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/**
 * An object that is gone.
 *
 * @param id its id
 * @param object what it was
 * @param deleted true
 * @param extra what the object held beyond this
 */
public record Deleted(String id, DeletedObject object, boolean deleted, Extra extra) {
    /** One with no other members. */
    public Deleted(String id, DeletedObject object, boolean deleted) {
        this(id, object, deleted, Extra.NONE);
    }

    /** An object that is gone. */
    public static Deleted of(String id, DeletedObject object) {
        return new Deleted(id, object, true);
    }
}
