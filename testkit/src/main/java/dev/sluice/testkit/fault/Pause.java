package dev.sluice.testkit.fault;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What lies between two parts of a split write. Runs on the script's thread. */
@FunctionalInterface
public interface Pause {
    /** Nothing: the parts are separate writes, which the peer may still read in one go. */
    Pause NONE = () -> {};

    /**
     * One millisecond: long enough for a reader that waits to see each part as a read of its own, as packets of a
     * network would arrive. The only timed delay of this package.
     */
    Pause BRIEF = () -> TimeUnit.MILLISECONDS.sleep(1);

    /** Returns when the next part may be written. */
    void between() throws InterruptedException;

    /** Takes one permit for each part: the test says when each goes out. */
    static Pause permitted(Semaphore permits) {
        return permits::acquire;
    }
}
