package dev.sluice.provider.local.assistants.turn;

/**
 * Takes out of an answer what the model thought aloud before it: some servers put that between {@code <think>} and
 * {@code </think>} at the beginning. Anywhere else these are words like any other.
 */
final class Thoughts {
    private static final String BEGIN = "<think>";
    private static final String END = "</think>";

    private final StringBuilder held = new StringBuilder();
    private State state = State.BEGINNING;

    private enum State {
        BEGINNING,
        THINKING,
        THOUGHT,
        SPEAKING
    }

    /** More of the answer; what of it is said, which may be nothing yet. */
    String said(String piece) {
        if (state == State.SPEAKING) {
            return piece;
        }
        held.append(piece);
        if (state == State.BEGINNING) {
            begin();
        }
        if (state == State.THINKING) {
            think();
        }
        if (state == State.THOUGHT) {
            held.replace(0, held.length(), held.toString().stripLeading());
            state = held.isEmpty() ? State.THOUGHT : State.SPEAKING;
        }
        return state == State.SPEAKING ? rest() : "";
    }

    private void begin() {
        String text = held.toString().stripLeading();
        if (text.startsWith(BEGIN)) {
            state = State.THINKING;
        } else if (!BEGIN.startsWith(text)) {
            state = State.SPEAKING;
        }
    }

    private void think() {
        int end = held.indexOf(END);
        if (end >= 0) {
            held.delete(0, end + END.length());
            state = State.THOUGHT;
        } else {
            // What may be the beginning of the end stays.
            held.delete(0, Math.max(0, held.length() - END.length()));
        }
    }

    /** Nothing follows: what looked like the beginning of a thought is said. */
    String rest() {
        String rest = state == State.THINKING ? "" : held.toString();
        held.setLength(0);
        return rest;
    }
}
