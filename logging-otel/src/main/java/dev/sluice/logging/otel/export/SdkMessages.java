package dev.sluice.logging.otel.export;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/**
 * Puts what the SDK has to say where the gateway's own messages go: a line each, and no stack trace. A collector that is not
 * there is no bug, and the message says what happened.
 */
final class SdkMessages extends Handler {
    /** Held on to: the JDK forgets loggers that nobody holds, and their handlers with them. */
    private static final Logger SDK = Logger.getLogger("io.opentelemetry");

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("io.opentelemetry");

    private final SimpleFormatter formatter = new SimpleFormatter();

    private SdkMessages() {}

    /** From now on, and once for all gateways of the process. */
    static synchronized void redirect() {
        if (SDK.getUseParentHandlers()) {
            SDK.setUseParentHandlers(false);
            SDK.addHandler(new SdkMessages());
        }
    }

    @Override
    public void publish(LogRecord record) {
        Throwable why = record.getThrown();
        String text = formatter.formatMessage(record) + (why == null ? "" : " " + why);
        String message = text.replaceAll("\\R", " ");
        int level = record.getLevel().intValue();
        if (level >= Level.WARNING.intValue()) {
            LOG.warn(message);
        } else if (level >= Level.INFO.intValue()) {
            LOG.info(message);
        } else {
            LOG.debug(message);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
