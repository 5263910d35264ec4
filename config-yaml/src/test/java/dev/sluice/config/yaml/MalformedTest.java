package dev.sluice.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no configuration at all, by accident or by malice. */
class MalformedTest {
    private final Path folder;
    private final Loading loading;

    MalformedTest(@TempDir Path folder) {
        this.folder = folder;
        this.loading = new Loading(folder);
    }

    @Test
    void a_missing_file_is_told() {
        assertThat(loading.errors()).containsExactly("config.yaml:1:1: there is no file 'config.yaml'; check the path");
    }

    @Test
    void a_directory_is_told() throws IOException {
        Files.createDirectory(folder.resolve("config.yaml"));

        assertThat(loading.errors()).containsExactly("config.yaml:1:1: 'config.yaml' is a directory; name a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing but words\n", "\uFEFF"})
    void an_empty_file_is_told(String text) {
        assertThat(loading.write(text).errors())
                .containsExactly("config.yaml:1:1: the file is empty; write at least a model_list");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- a|config.yaml:1:1: the file must be a mapping with keys such as model_list, but it is a list",
                "text|config.yaml:1:1: the file must be a mapping with keys such as model_list, but it is a string",
                "---|config.yaml:2:1: the file must be a mapping with keys such as model_list, but it is null",
                "'a: [b'|config.yaml:2:1: malformed YAML: expected ',' or ']', but got <stream end>",
                "'a: \"b'|config.yaml:2:1: malformed YAML: found unexpected end of stream",
                "'? [a]: b'|config.yaml:1:3: a key must be plain text",
                "'a: *none'|config.yaml:1:4 a: the alias names no anchor that ends before it",
                "'a: &a [*a]'|config.yaml:1:8 a[0]: the alias names no anchor that ends before it",
                "'a: !!python/object:os.system x'|config.yaml:1:4 a: tags (a word that begins with !) are not supported;"
                        + " remove it",
                "'a: !secret [x]'|config.yaml:1:4 a: tags (a word that begins with !) are not supported; remove it",
                "'<<: text'|config.yaml:1:1 <<: << takes a mapping or a list of mappings, but this is a string",
            })
    void malformed_yaml_is_told_with_its_position(String text, String error) {
        assertThat(loading.write(text + "\n").errors()).containsExactly(error);
    }

    @Test
    void a_tab_and_a_second_document_are_told_with_their_position() {
        assertThat(loading.write("a:\n\tb: c\n").errors())
                .singleElement()
                .asString()
                .startsWith("config.yaml:2:1: malformed YAML: ");
        assertThat(loading.write("model_list: []\n---\nmodel_list: []\n").errors())
                .containsExactly("config.yaml:2:1: a second document begins here; keep one document in a file");
    }

    @Test
    void a_control_character_is_told_with_its_position() {
        assertThat(loading.write("a: b\nc: d\u0007\n").errors())
                .containsExactly(
                        "config.yaml:2:5: malformed YAML: here is a character that YAML does not allow; remove it");
    }

    @Test
    void bytes_that_are_not_utf_8_are_told_with_their_position() throws IOException {
        Files.write(folder.resolve("config.yaml"), "# ä\nkey: \u00fc\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(loading.errors()).containsExactly("config.yaml:1:3: not UTF-8; save the file in that encoding");

        Files.write(folder.resolve("config.yaml"), "model_list: []\n".getBytes(StandardCharsets.UTF_16));
        assertThat(loading.errors()).containsExactly("config.yaml:1:1: not UTF-8; save the file in that encoding");
    }

    @Test
    void a_truncated_character_at_the_end_is_told() throws IOException {
        Files.write(folder.resolve("config.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE2, (byte) 0x82});

        assertThat(loading.errors()).containsExactly("config.yaml:1:4: not UTF-8; save the file in that encoding");
    }

    @Test
    void an_alias_bomb_goes_off_harmlessly() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(10, alias))));
        }

        assertThat(loading.write(bomb.toString()).errors())
                .singleElement()
                .asString()
                .matches(
                        "config.yaml:5:\\d+ a4\\[\\d]: the file expands to more than 100000 values; use fewer aliases");
    }

    @Test
    void deep_nesting_is_refused() {
        assertThat(loading.write("a: " + "[".repeat(100_000)).errors())
                .singleElement()
                .asString()
                .startsWith("config.yaml:1:68 a[0]")
                .endsWith(": nested deeper than 64 levels; flatten it");
    }

    @Test
    void a_huge_file_is_refused() {
        assertThat(loading.write("#".repeat(4 << 20)).errors())
                .containsExactly("config.yaml:1:1: 'config.yaml' is larger than 3 MiB; is it a configuration?");
    }

    @Test
    void the_second_of_two_equal_keys_is_told_wherever_it_stands() {
        assertThat(loading.write("model_list:\n- {model_name: a, model_name: b, litellm_params: {model: m}}\n")
                        .errors())
                .containsExactly(
                        "config.yaml:2:19 model_list[0].model_name: duplicate key; it stands at config.yaml:2:4"
                                + " already; keep one of the two");
    }
}
