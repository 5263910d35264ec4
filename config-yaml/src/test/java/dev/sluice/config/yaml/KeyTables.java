package dev.sluice.config.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The table of keys as Markdown, and where it stands in {@code docs/config.md}. */
final class KeyTables {
    private static final String HEAD = """
            | Key | Value | Default | Status | What it does, or why it does nothing |
            |---|---|---|---|---|
            """;

    private KeyTables() {}

    /** Rewrites the tables of the file that is named; what is between them stays. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Files.writeString(file, rewritten(Files.readString(file)));
    }

    /** The document with the tables as they have to be. */
    static String rewritten(String document) {
        String result = document;
        for (KeySection section : KeySection.values()) {
            int begin = result.indexOf(marker(section)) + marker(section).length();
            int end = result.indexOf("<!-- end -->", begin);
            result = result.substring(0, begin) + render(section) + result.substring(end);
        }
        return result;
    }

    /** What a table begins with; it ends with {@code <!-- end -->}. */
    static String marker(KeySection section) {
        return "<!-- keys of " + (section.path().isEmpty() ? "the top level" : section.path()) + " -->\n";
    }

    static String render(KeySection section) {
        StringBuilder table = new StringBuilder(HEAD);
        for (KnownKey key : section.keys()) {
            String name = key.name().contains(" ") ? key.name() : "`" + key.name() + "`";
            table.append("| %s | %s | %s | %s | %s |\n"
                    .formatted(name, key.value(), key.fallback(), key.status().label(), key.text()));
        }
        return table.toString();
    }
}
