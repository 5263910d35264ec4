package dev.sluice.logging.otel.record;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names that may be the value of a metric's attribute. Clients can send any name, so one counts as known only after an upstream
 * has answered to it, and only so many ever do; all others are one: {@value #OTHER}. Thread-safe.
 */
final class KnownNames {
    /** Every name that is not known. */
    static final String OTHER = "_OTHER";

    private static final int LONGEST = 128;

    private final int most;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    KnownNames(int most) {
        this.most = most;
    }

    /**
     * The name, or {@value #OTHER}.
     *
     * @param proven whether an upstream has answered to it, or the configuration names it
     */
    String of(String name, boolean proven) {
        if (known.contains(name)) {
            return name;
        }
        // Two at once may both pass: the bound may be passed by as many as there are threads.
        if (proven && name.length() <= LONGEST && known.size() < most) {
            known.add(name);
            return name;
        }
        return OTHER;
    }
}
