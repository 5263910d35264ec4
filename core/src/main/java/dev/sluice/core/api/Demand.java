package dev.sluice.core.api;

/** How many elements a subscriber still wants. Not thread-safe. */
final class Demand {
    private long wanted;

    /** Whether {@code n} is a number that may be asked for; more than there are numbers is without end. */
    boolean add(long n) {
        if (n <= 0) {
            return false;
        }
        wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
        return true;
    }

    boolean isAny() {
        return wanted > 0;
    }

    void take() {
        wanted--;
    }

    /** What a subscriber is told that asked for none, or fewer: Reactive Streams, rule 3.9. */
    static IllegalArgumentException illegal(long n) {
        return new IllegalArgumentException("Rule 3.9: at least one element is asked for, not " + n + ".");
    }
}
