package dev.sluice.store.jdbc.ids;

import java.util.regex.Pattern;

/** What ids look like. */
final class Ids {
    private static final int LONGEST_PREFIX = 24;
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final int UUID_LENGTH = 36;

    private Ids() {}

    /**
     * The kind of an id. Ids of one kind of object look alike: most begin with a word and {@code _} or {@code -}, which is
     * their kind ({@code thread_}, {@code file-}). Of others it is their length and the sorts of characters in them
     * ({@code #36:dlp}: 36 digits, lower-case letters and punctuation marks).
     */
    static String kind(String id) {
        int prefix = prefix(id);
        return prefix > 0 && !isUuid(id) ? id.substring(0, prefix) : "#" + id.length() + ":" + sorts(id);
    }

    private static int prefix(String id) {
        int end = Math.min(id.length(), LONGEST_PREFIX);
        for (int i = 0; i < end; i++) {
            char c = id.charAt(i);
            if (c == '_' || c == '-') {
                return i == 0 ? 0 : i + 1;
            }
            if (c < 'a' || c > 'z') {
                return 0;
            }
        }
        return 0;
    }

    /** Some UUIDs begin with eight letters. */
    private static boolean isUuid(String id) {
        return id.length() == UUID_LENGTH && UUID.matcher(id).matches();
    }

    private static String sorts(String id) {
        boolean digits = false;
        boolean lower = false;
        boolean upper = false;
        boolean marks = false;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean low = c >= 'a' && c <= 'z';
            boolean up = c >= 'A' && c <= 'Z';
            digits |= digit;
            lower |= low;
            upper |= up;
            marks |= !digit && !low && !up;
        }
        return (digits ? "d" : "") + (lower ? "l" : "") + (upper ? "u" : "") + (marks ? "p" : "");
    }
}
