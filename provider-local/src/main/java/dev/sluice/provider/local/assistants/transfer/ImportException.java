package dev.sluice.provider.local.assistants.transfer;

import java.util.List;

/** Lines that cannot be imported; each message begins with where its line is. Expected, so without a stack trace. */
public final class ImportException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    ImportException(List<String> problems) {
        super(String.join("\n", problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, line by line. */
    public List<String> problems() {
        return problems;
    }
}
