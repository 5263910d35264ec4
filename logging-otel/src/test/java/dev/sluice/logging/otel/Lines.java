package dev.sluice.logging.otel;

import dev.sluice.core.log.CallContent;
import dev.sluice.core.log.LogEvent;

/** Lines of the access log as text. */
final class Lines {
    private Lines() {}

    static String of(LogEvent event) {
        StringBuilder line = new StringBuilder();
        LogLine.of(event, line);
        return line.toString();
    }

    static String of(CallContent content) {
        StringBuilder line = new StringBuilder();
        LogLine.of(content, Calls.CLOCK.instant(), line);
        return line.toString();
    }

    static String dropped(long count) {
        StringBuilder line = new StringBuilder();
        LogLine.dropped(Calls.CLOCK.instant(), count, line);
        return line.toString();
    }
}
