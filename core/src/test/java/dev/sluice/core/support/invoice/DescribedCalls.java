package dev.sluice.core.support.invoice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Every call that OpenAI describes, such as {@code POST /threads/{}/runs}. */
public final class DescribedCalls {
    private DescribedCalls() {}

    /** All of them, in their order. */
    public static List<String> all() {
        try (InputStream in =
                Objects.requireNonNull(DescribedCalls.class.getResourceAsStream("openai-calls.txt"), "The list")) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.replaceAll("\\{[^}]+}", "{}"))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
