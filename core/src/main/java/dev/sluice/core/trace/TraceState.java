package dev.sluice.core.trace;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The grammar of {@code tracestate}: what breaks it is not passed on. */
final class TraceState {
    static final String HEADER = "tracestate";

    private static final int MOST_MEMBERS = 32;
    private static final Pattern KEY =
            Pattern.compile("[a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13}");
    private static final Pattern VALUE =
            Pattern.compile("[\\x20-\\x2b\\x2d-\\x3c\\x3e-\\x7e]{0,255}[\\x21-\\x2b\\x2d-\\x3c\\x3e-\\x7e]");

    private TraceState() {}

    /** Whether every member is well-formed, there are not too many, and no key comes twice. */
    static boolean isValid(String state) {
        Set<String> keys = new HashSet<>();
        int members = 0;
        for (String part : state.split(",", -1)) {
            String member = part.strip();
            if (member.isEmpty()) {
                continue;
            }
            int equals = member.indexOf('=');
            members++;
            if (equals < 0
                    || members > MOST_MEMBERS
                    || !KEY.matcher(member.substring(0, equals)).matches()
                    || !VALUE.matcher(member.substring(equals + 1)).matches()
                    || !keys.add(member.substring(0, equals))) {
                return false;
            }
        }
        return members > 0;
    }
}
