package dev.sluice.core.passthrough;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The table of {@code docs/retries.md}. */
final class RetryTable {
    private static final Path PAGE = Path.of("..", "docs", "retries.md");

    private RetryTable() {}

    static List<Row> rows() {
        try {
            return Files.readAllLines(PAGE).stream()
                    .filter(line -> line.startsWith("| "))
                    .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                            .map(String::strip)
                            .toList())
                    .filter(cells -> !cells.get(0).equals("what happened"))
                    .map(cells -> new Row(
                            cells.get(0),
                            next(cells.get(1)),
                            next(cells.get(2)),
                            Optional.of(cells.get(3)).filter(text -> !text.isEmpty()),
                            cells.get(4)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Next next(String cell) {
        return Next.valueOf(cell.toUpperCase(java.util.Locale.ROOT));
    }

    enum Next {
        NO,
        ELSEWHERE,
        ANYWHERE
    }

    /**
     * A row.
     *
     * @param what what happened
     * @param post what follows where the method is not idempotent
     * @param get what follows where it is
     * @param failure the class of failure that the router is told of
     * @param answer what the client gets
     */
    record Row(String what, Next post, Next get, Optional<String> failure, String answer) {
        Next next(String method) {
            return method.equals("GET") ? get : post;
        }
    }
}
