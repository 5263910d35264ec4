package dev.sluice.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fake.kind.ObjectKind;
import dev.sluice.testkit.fake.kind.ObjectKinds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The kinds of objects are all of those that OpenAI describes. */
final class EveryKindTest {
    /** What is described, has an id in its path, and is of no kind of objects: with the reason. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "GET /models/{}", "a name, which every account knows alike",
            "DELETE /models/{}", "a name; that a fine-tuned one lives in one account is proved with the names");

    private static Set<String> described() throws IOException {
        try (InputStream in = Objects.requireNonNull(EveryKindTest.class.getResourceAsStream("openai-paths.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.replaceAll("\\{[^}]+}", "{}"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> walked() {
        return ObjectKinds.ALL.stream().flatMap(ObjectKind::calls).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyPathWithAnIdIsWalkedOrExcepted() throws IOException {
        Set<String> described = described();
        assertThat(described).hasSizeGreaterThan(190).containsAll(EXCEPTIONS.keySet());

        Set<String> missing = new TreeSet<>(described);
        missing.removeAll(walked());

        assertThat(missing).containsExactlyInAnyOrderElementsOf(EXCEPTIONS.keySet());
    }

    @Test
    void nothingIsWalkedThatNobodyDescribes() throws IOException {
        Set<String> undescribed =
                walked().stream().filter(call -> call.contains("{}")).collect(Collectors.toCollection(TreeSet::new));
        undescribed.removeAll(described());

        assertThat(undescribed).isEmpty();
    }
}
