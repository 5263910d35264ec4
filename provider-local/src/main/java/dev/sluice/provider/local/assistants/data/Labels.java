package dev.sluice.provider.local.assistants.data;

import dev.sluice.core.assistants.files.FilePurpose;

/** The labels by which lists are narrowed. */
public final class Labels {
    private Labels() {}

    /** Files for a purpose. */
    public static String purpose(FilePurpose purpose) {
        return "purpose:" + purpose.name();
    }
}
