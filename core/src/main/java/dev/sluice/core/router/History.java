package dev.sluice.core.router;

import dev.sluice.core.routing.FailureClass;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** The calls of a deployment within the last minute, and how many of them failed. Thread-safe, without locks. */
final class History {
    private volatile Counts counts = new Counts();

    void succeeded(long now) {
        counts.calls.add(now);
    }

    void failed(long now, FailureClass failure) {
        Counts current = counts;
        current.calls.add(now);
        current.failures(failure).add(now);
    }

    long calls(long now) {
        return counts.calls.count(now);
    }

    /** The failures of all the classes that are asked for. */
    long failures(long now, Predicate<FailureClass> which) {
        Counts current = counts;
        long sum = 0;
        for (FailureClass failure : FailureClass.values()) {
            sum += which.test(failure) ? current.failures(failure).count(now) : 0;
        }
        return sum;
    }

    /** Begins again: what was before a rest says nothing about what comes after. */
    void forget() {
        counts = new Counts();
    }

    private static final class Counts {
        private final RecentCount calls = new RecentCount();
        private final Map<FailureClass, RecentCount> failures = new EnumMap<>(FailureClass.class);

        Counts() {
            for (FailureClass failure : FailureClass.values()) {
                failures.put(failure, new RecentCount());
            }
        }

        RecentCount failures(FailureClass failure) {
            return Objects.requireNonNull(failures.get(failure));
        }
    }
}
