package dev.sluice.core.routing;

/** What can be the id of an object, and what is any other text. */
public final class IdShape {
    /** Characters of the longest id. */
    public static final int LONGEST = 256;

    private IdShape() {}

    /** Whether the text is 1 to {@value #LONGEST} visible characters of ASCII. Looks at no more than it has to. */
    public static boolean isPlausible(String text) {
        int length = text.length();
        if (length == 0 || length > LONGEST) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }
}
