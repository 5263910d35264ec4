package dev.sluice.examples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.api.Assistants;
import dev.sluice.core.api.GatewayBuilder;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages show of Java is what is compiled and tested here, and it is all there is. */
class DocsTest {
    private static final Path ROOT = Path.of("..", "..", "..");
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "sluice", "examples", "assistants");
    private static final Pattern SNIPPET =
            Pattern.compile("<!-- (\\w+)#(\\w+) -->\\n\\n```java\\n(.*?)```\\n", Pattern.DOTALL);
    private static final List<String> NO_OPERATION = List.of("async", "with");

    private static String page(String name) throws IOException {
        return Files.readString(ROOT.resolve(name));
    }

    private static List<MatchResult> snippets(String page) {
        return SNIPPET.matcher(page).results().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/assistants.md"})
    void everySnippetIsTheTestedSource(String name) throws IOException {
        List<MatchResult> snippets = snippets(page(name));
        assertThat(snippets).hasSizeGreaterThan(4);
        for (MatchResult snippet : snippets) {
            assertThat(snippet.group(3))
                    .as("%s, %s#%s", name, snippet.group(1), snippet.group(2))
                    .isEqualTo(source(snippet.group(1), snippet.group(2)));
        }
    }

    /** The lines between {@code // [region]} and {@code // [/region]}, without the indent they share. */
    private static String source(String type, String region) throws IOException {
        List<String> lines = Files.readAllLines(SOURCES.resolve(type + ".java"));
        int begin = indexOf(lines, "// [" + region + "]");
        int end = indexOf(lines, "// [/" + region + "]");
        int indent = lines.get(begin).indexOf("//");
        return lines.subList(begin + 1, end).stream()
                .map(line -> line.isBlank() ? "" : line.substring(indent))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static int indexOf(List<String> lines, String mark) {
        return lines.stream().map(String::strip).toList().indexOf(mark);
    }

    @Test
    void theGuideShowsEveryOperation() throws IOException {
        String shown = snippets(page("docs/assistants.md")).stream()
                .map(snippet -> snippet.group(3))
                .collect(Collectors.joining());
        assertThat(methods(Assistants.class).filter(name -> !NO_OPERATION.contains(name)))
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(shown).contains("." + name + "("));
        assertThat(List.of("openAi", "azure", "compatible", "local", "header"))
                .allSatisfy(name -> assertThat(shown).contains("." + name + "("))
                .isSubsetOf(methods(GatewayBuilder.class).toList());
    }

    private static Stream<String> methods(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .distinct();
    }
}
