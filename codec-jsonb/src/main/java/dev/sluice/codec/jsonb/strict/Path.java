package dev.sluice.codec.jsonb.strict;

/** Where in a request: {@code tools[0].function.name}. */
record Path(String text) {
    /** The request itself. */
    static final Path ROOT = new Path("");

    Path member(String name) {
        return new Path(text.isEmpty() ? name : text + "." + name);
    }

    Path element(int index) {
        return new Path(text + "[" + index + "]");
    }

    boolean isRoot() {
        return text.isEmpty();
    }
}
