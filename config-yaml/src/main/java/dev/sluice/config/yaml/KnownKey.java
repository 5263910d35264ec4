package dev.sluice.config.yaml;

/**
 * One row of the table of keys.
 *
 * @param name the key; with a leading {@code *} every key that ends so
 * @param status what becomes of it
 * @param value what may be written, for keys that are read
 * @param fallback what holds where it is not written
 * @param text what it does, or why it does nothing
 */
record KnownKey(String name, Status status, String value, String fallback, String text) {
    /** What becomes of a key. */
    enum Status {
        SUPPORTED("supported"),
        OWN("supported, not in LiteLLM"),
        FREE("free"),
        UNSUPPORTED("not supported");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        /** As the documentation calls it. */
        String label() {
            return label;
        }
    }

    static KnownKey supported(String name, String value, String fallback, String text) {
        return new KnownKey(name, Status.SUPPORTED, value, fallback, text);
    }

    static KnownKey own(String name, String value, String fallback, String text) {
        return new KnownKey(name, Status.OWN, value, fallback, text);
    }

    static KnownKey free(String name, String text) {
        return new KnownKey(name, Status.FREE, "anything", "–", text);
    }

    static KnownKey unsupported(String name, String reason) {
        return new KnownKey(name, Status.UNSUPPORTED, "–", "–", reason);
    }

    /** Whether a reader may ask for it. */
    boolean isRead() {
        return status == Status.SUPPORTED || status == Status.OWN;
    }

    boolean matches(String written) {
        return name.startsWith("*") ? written.endsWith(name.substring(1)) : name.equals(written);
    }
}
