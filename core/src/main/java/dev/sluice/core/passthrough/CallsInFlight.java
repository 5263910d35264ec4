package dev.sluice.core.passthrough;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import java.util.concurrent.atomic.AtomicInteger;

/** The calls that are served at once. What is refused here has cost nothing yet. Thread-safe. */
final class CallsInFlight {
    private final int most;
    private final AtomicInteger count = new AtomicInteger();

    CallsInFlight(int most) {
        this.most = most;
    }

    /** The call counts until its record is written; fails with {@link ErrorKind#OVERLOADED} where there are too many. */
    void enter(CallRecord record) {
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            throw GatewayException.notSent(
                    ErrorKind.OVERLOADED,
                    "The gateway serves as many calls as it may at once (general_settings.global_max_parallel_requests)."
                            + " Try again in a second.");
        }
        record.onWritten(count::decrementAndGet);
    }
}
