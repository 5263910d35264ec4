package dev.sluice.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {
    @ParameterizedTest
    @CsvSource({
        "'', /",
        "/, /",
        "/v1/chat/completions, /v1/chat/completions",
        "/v1/threads/thread_abc/runs/run_1/steps, /v1/threads/{}/runs/{}/steps",
        "/v1/files/file-1/content, /v1/files/{}/content",
        "/whatever/a/client/sends, /{}/{}/{}/{}",
        "/a/b/c/d/e/f/g/h/i/j/k, /{}/{}/{}/{}/{}/{}/{}/{}",
    })
    void takesIdsOut(String path, String template) {
        assertThat(PathTemplate.of(path)).isEqualTo(template);
    }
}
