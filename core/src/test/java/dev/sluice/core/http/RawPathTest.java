package dev.sluice.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/..",
                "/.",
                "/../x",
                "/v1/../x",
                "/v1/./x",
                "/v1/x/..",
                "/%2e%2e/x",
                "/.%2E/x",
                "/v1%2f..%2fx",
                "/v1/..%2Fx",
                "/..%5cx",
                "/v1\\..\\x",
                "/%2e",
                "/x/%2e%2e",
                "/..;a=b/x",
                "/..%3Ba/x"
            })
    void findsDotSegmentsHoweverTheyAreWritten(String path) {
        assertThat(RawPath.hasDotSegments(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "/v1/files/a.b",
                "/v1/files/..a",
                "/v1/files/a..",
                "/...",
                "/v1/a%2Fb",
                "/%",
                "/%2",
                "/a;..",
                "/v1/models/gpt-4.1",
                "/.well-known",
                "/%252e%252e/x"
            })
    void letsEveryOtherPathPass(String path) {
        assertThat(RawPath.hasDotSegments(path)).isFalse();
    }
}
