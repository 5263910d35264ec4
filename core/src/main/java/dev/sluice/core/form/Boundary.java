package dev.sluice.core.form;

import java.util.Locale;
import java.util.Optional;

/** The boundary of a multipart form. */
public final class Boundary {
    private static final String FORM = "multipart/form-data";
    private static final int LONGEST = 200;

    private Boundary() {}

    /** The boundary that a content type names; empty for anything but a form with one. */
    public static Optional<String> of(String contentType) {
        if (!contentType.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            return Optional.empty();
        }
        return Optional.ofNullable(PartHead.parameter(contentType, "boundary"))
                .filter(boundary -> !boundary.isEmpty() && boundary.length() <= LONGEST);
    }
}
