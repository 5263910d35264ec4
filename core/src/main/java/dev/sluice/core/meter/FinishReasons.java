package dev.sluice.core.meter;

import java.util.Set;

/** Why choices and responses end: the words that are known, and one for all others. */
final class FinishReasons {
    private static final String OTHER = "other";
    private static final Set<String> KNOWN = Set.of(
            "stop",
            "length",
            "tool_calls",
            "function_call",
            "content_filter",
            "completed",
            "incomplete",
            "failed",
            "cancelled",
            "expired",
            "requires_action");

    private FinishReasons() {}

    static String bounded(String word) {
        return KNOWN.contains(word) ? word : OTHER;
    }

    /** Whether a status says that something is over. */
    static boolean isEnd(String status) {
        return KNOWN.contains(status);
    }
}
