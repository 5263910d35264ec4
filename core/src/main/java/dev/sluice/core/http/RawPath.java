package dev.sluice.core.http;

/** What must not be in a path that is appended to a base URL. */
public final class RawPath {
    private RawPath() {}

    /**
     * Whether a segment, taken up to a parameter or a fragment, is {@code .} or {@code ..}, however its dots and the separators around it are encoded. Servers
     * disagree on what they resolve, so no such path is sent anywhere.
     */
    public static boolean hasDotSegments(String rawPath) {
        if (rawPath.indexOf('.') < 0 && rawPath.indexOf('%') < 0) {
            return false;
        }
        int dots = 0;
        boolean onlyDots = true;
        for (int i = 0; i < rawPath.length(); i++) {
            char c = rawPath.charAt(i);
            if (c == '%' && i + 2 < rawPath.length()) {
                c = decoded(c, rawPath.charAt(i + 1), rawPath.charAt(i + 2));
                i += c == '%' ? 0 : 2;
            }
            if (c == '/' || c == '\\' || c == ';' || c == '#') {
                if (onlyDots && dots > 0) {
                    return true;
                }
                dots = 0;
                onlyDots = c != ';' && c != '#';
            } else if (c == '.') {
                dots++;
            } else {
                onlyDots = false;
            }
            onlyDots &= dots <= 2;
        }
        return onlyDots && dots > 0;
    }

    private static char decoded(char percent, char high, char low) {
        int code = Character.digit(high, 16) * 16 + Character.digit(low, 16);
        return switch (code) {
            case 0x2e -> '.';
            case 0x2f -> '/';
            case 0x5c -> '\\';
            case 0x3b -> ';';
            default -> percent;
        };
    }
}
