package dev.sluice.codec.jsonb.bind;

import java.util.Locale;

/** Java names in snake case. */
final class Names {
    private Names() {}

    /** {@code fileIds} and {@code FileIds} become {@code file_ids}. */
    static String snake(String camel) {
        StringBuilder snake = new StringBuilder(camel.length() + 4);
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (Character.isUpperCase(c) && i > 0) {
                snake.append('_');
            }
            snake.append(Character.toLowerCase(c));
        }
        return snake.toString();
    }

    /** {@code IN_PROGRESS} becomes {@code in_progress}. */
    static String lower(String constant) {
        return constant.toLowerCase(Locale.ROOT);
    }
}
