package dev.sluice.testkit.fault;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Chooses the script for a request. Called once for each, on the connection's thread. */
@FunctionalInterface
public interface Answers {
    /** The script for this request. */
    Script to(RecordedRequest request);

    /** The first script for the first request, and so on; the last one for all that follow. */
    static Answers inOrder(Script first, Script... others) {
        List<Script> rest = List.of(others);
        AtomicInteger next = new AtomicInteger();
        return request -> {
            int index = Math.min(next.getAndIncrement(), rest.size());
            return index == 0 ? first : rest.get(index - 1);
        };
    }
}
