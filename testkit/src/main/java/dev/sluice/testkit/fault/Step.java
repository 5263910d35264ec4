package dev.sluice.testkit.fault;

import java.io.IOException;

/** One step of a {@link Script}. May block: it has a thread of its own. */
@FunctionalInterface
public interface Step {
    /** Does its part; an {@link IOException} means that the peer is gone and ends the script. */
    void run(Wire wire) throws IOException, InterruptedException;
}
