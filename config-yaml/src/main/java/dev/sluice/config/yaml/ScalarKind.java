package dev.sluice.config.yaml;

import java.util.regex.Pattern;

/** What a scalar is by the core schema of YAML 1.2: {@code yes}, {@code off} and dates are strings. */
enum ScalarKind {
    STRING("a string"),
    INTEGER("an integer"),
    DECIMAL("a number"),
    BOOLEAN("a boolean"),
    NULL("null");

    private static final Pattern NULLS = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern BOOLEANS = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern INTEGERS = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
    private static final Pattern DECIMALS = Pattern.compile(
            "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private final String what;

    ScalarKind(String what) {
        this.what = what;
    }

    /** With its article, for a message. */
    String what() {
        return what;
    }

    /** The kind of a scalar that was written without quotes. */
    static ScalarKind ofPlain(String text) {
        if (NULLS.matcher(text).matches()) {
            return NULL;
        }
        if (BOOLEANS.matcher(text).matches()) {
            return BOOLEAN;
        }
        if (INTEGERS.matcher(text).matches()) {
            return INTEGER;
        }
        return DECIMALS.matcher(text).matches() ? DECIMAL : STRING;
    }
}
