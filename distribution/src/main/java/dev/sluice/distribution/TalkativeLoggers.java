package dev.sluice.distribution;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Loggers of libraries that tell, at their finest levels, what no log may hold. */
final class TalkativeLoggers {
    /** It tells the whole address of every request: its query may hold keys. */
    private static final String ROUTER = "io.vertx.ext.web.impl.RouterImpl";

    private TalkativeLoggers() {}

    /** Silences them, whatever the configuration of logging says. */
    static void hush() {
        if (LoggerFactory.getLogger(ROUTER) instanceof Logger router && router.isDebugEnabled()) {
            router.setLevel(Level.INFO);
        }
    }
}
