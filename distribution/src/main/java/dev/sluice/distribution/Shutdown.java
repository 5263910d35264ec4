package dev.sluice.distribution;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What SIGTERM and SIGINT do: the first lets running calls end and exits with 0; a second ends at once.
 *
 * <p>A shutdown hook could not do it: the JVM would exit with 143, and be deaf to the second signal.
 */
final class Shutdown {
    private static final int KILLED = 130;

    private final Gateway gateway;
    private final Duration drainTimeout;
    private final PrintStream err;
    private final AtomicBoolean begun = new AtomicBoolean();

    Shutdown(Gateway gateway, Duration drainTimeout, PrintStream err) {
        this.gateway = gateway;
        this.drainTimeout = drainTimeout;
        this.err = err;
    }

    void install() {
        Signals.handle("TERM", this::signalled);
        Signals.handle("INT", this::signalled);
    }

    private void signalled() {
        if (!begun.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(KILLED);
        }
        err.println("Draining: no new connections; running calls may end within " + drainTimeout.toSeconds()
                + " s. Signal again to end at once.");
        Thread drain = new Thread(
                () -> {
                    gateway.drain(drainTimeout);
                    gateway.close();
                    System.exit(0);
                },
                "sluice-drain");
        drain.start();
    }
}
