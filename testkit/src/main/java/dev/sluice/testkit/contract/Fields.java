package dev.sluice.testkit.contract;

import dev.sluice.core.http.Headers;
import java.util.ArrayList;
import java.util.List;

/** Headers as lines, for assertions that show them. */
final class Fields {
    private Fields() {}

    static List<String> of(Headers headers) {
        List<String> lines = new ArrayList<>();
        headers.forEach((name, value) -> lines.add(name + ": " + value));
        return lines;
    }
}
