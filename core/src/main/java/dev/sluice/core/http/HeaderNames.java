package dev.sluice.core.http;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** A set of header names, found without regard to case and without making anything. Immutable. */
public final class HeaderNames {
    private final String[][] byLength;

    private HeaderNames(Collection<String> names) {
        int longest = names.stream().mapToInt(String::length).max().orElse(0);
        byLength = IntStream.rangeClosed(0, longest)
                .mapToObj(length ->
                        names.stream().filter(name -> name.length() == length).toArray(String[]::new))
                .toArray(String[][]::new);
    }

    /** These names. */
    public static HeaderNames of(String... names) {
        return new HeaderNames(List.of(names));
    }

    /** These names. */
    public static HeaderNames of(Collection<String> names) {
        return new HeaderNames(names);
    }

    /** Whether it is one of them: most names are told from all of them by their length. */
    public boolean contains(String name) {
        if (name.length() >= byLength.length) {
            return false;
        }
        for (String each : byLength[name.length()]) {
            if (each.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
