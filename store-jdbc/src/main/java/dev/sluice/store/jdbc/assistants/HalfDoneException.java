package dev.sluice.store.jdbc.assistants;

/** A change conflicts, and a part of it is done: the transaction must be taken back. */
final class HalfDoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HalfDoneException() {
        super("A part of a change is done, and the rest conflicts", null, false, false);
    }
}
