package dev.sluice.distribution;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Logback as {@link Logging} has it. Named to SLF4J instead of being looked for: to look through every jar for providers, and
 * then for configurators, takes an eighth of a start.
 */
public final class LoggingProvider implements SLF4JServiceProvider {
    private static final String API = "2.0.99";
    private static final String VERBOSITY = "slf4j.internal.verbosity";

    private final LoggerContext context = new LoggerContext();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter contextOfThreads = new LogbackMDCAdapter();

    /** Made by SLF4J. */
    public LoggingProvider() {}

    /** From now on SLF4J asks this one, unless somebody configures logging otherwise. */
    static void name() {
        if (System.getProperty("logback.configurationFile") == null && System.getProperty("slf4j.provider") == null) {
            System.setProperty("slf4j.provider", LoggingProvider.class.getName());
            if (System.getProperty(VERBOSITY) == null) {
                // That it takes what it was told to take is no news.
                System.setProperty(VERBOSITY, "WARN");
            }
        }
    }

    @Override
    public void initialize() {
        context.setName("default");
        context.setMDCAdapter(contextOfThreads);
        new Logging().configure(context);
        context.start();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return context;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return contextOfThreads;
    }

    @Override
    public String getRequestedApiVersion() {
        return API;
    }
}
