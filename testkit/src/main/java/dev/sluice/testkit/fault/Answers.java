package dev.sluice.testkit.fault;

import java.util.ArrayList;
import java.util.List;

/** Chooses the script for a request. Called once for each, on the connection's thread. */
@FunctionalInterface
public interface Answers {
    /** The script for this request. */
    Script to(RecordedRequest request);

    /** The first script for the first request that arrives, and so on; the last one for all that follow. */
    static Answers inOrder(Script first, Script... others) {
        List<Script> scripts = new ArrayList<>(List.of(first));
        scripts.addAll(List.of(others));
        // By the order of arrival: the connections' threads come to ask in any.
        return request -> scripts.get(Math.min(request.number(), scripts.size()) - 1);
    }
}
