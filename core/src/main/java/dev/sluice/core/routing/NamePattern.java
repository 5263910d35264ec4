package dev.sluice.core.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A name in which each {@code *} stands for any text, also for none: {@code openai/*}, {@code gpt-*-mini}. Immutable. */
public final class NamePattern {
    /** More letters come first, then fewer stars. */
    public static final Comparator<NamePattern> MOST_SPECIFIC_FIRST = Comparator.<NamePattern>comparingInt(
                    pattern -> -pattern.letters)
            .thenComparingInt(pattern -> pattern.parts.size());

    private static final String STAR = "*";

    private final List<String> parts;
    private final int letters;

    /** The pattern that is written so. */
    public NamePattern(String written) {
        parts = List.of(written.split("\\*", -1));
        letters = parts.stream().mapToInt(String::length).sum();
    }

    /** Whether there is a {@code *} in it. */
    public static boolean isPattern(String name) {
        return name.contains(STAR);
    }

    /** What each {@code *} stands for in that name; empty where the name is another. */
    public Optional<List<String>> match(String name) {
        String first = parts.get(0);
        String last = parts.get(parts.size() - 1);
        if (parts.size() == 1) {
            return name.equals(first) ? Optional.of(List.of()) : Optional.empty();
        }
        int end = name.length() - last.length();
        if (end < first.length() || !name.startsWith(first) || !name.endsWith(last)) {
            return Optional.empty();
        }
        List<String> captured = new ArrayList<>();
        int position = first.length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = name.indexOf(part, position);
            if (found < 0 || found + part.length() > end) {
                return Optional.empty();
            }
            captured.add(name.substring(position, found));
            position = found + part.length();
        }
        captured.add(name.substring(position, end));
        return Optional.of(captured);
    }

    /** The template with each {@code *} replaced by what was captured, in order; stars beyond that stay. */
    public static String fill(String template, List<String> captured) {
        StringBuilder filled = new StringBuilder();
        int position = 0;
        for (String text : captured) {
            int star = template.indexOf(STAR, position);
            if (star < 0) {
                break;
            }
            filled.append(template, position, star).append(text);
            position = star + 1;
        }
        return filled.append(template, position, template.length()).toString();
    }
}
