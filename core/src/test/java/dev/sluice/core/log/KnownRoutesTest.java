package dev.sluice.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownRoutesTest {
    private final KnownRoutes routes = new KnownRoutes();

    @Test
    void areTheSameAsThoseThatAreMade() {
        for (String path : new String[] {"/v1/chat/completions", "/v1/files", "/v1/files/file-1", "/", "", "//x"}) {
            for (String method : new String[] {"GET", "POST", "A-METHOD-THAT-NOBODY-KNOWS"}) {
                for (int turn = 0; turn < 2; turn++) {
                    assertThat(routes.of(method, path)).isEqualTo(Route.of(method, path));
                }
            }
        }
    }

    @Test
    void areKeptOnlyWhereNoIdIsInThePath() {
        assertThat(routes.of("GET", "/v1/files")).isSameAs(routes.of("GET", "/v1/files"));
        assertThat(routes.of("GET", "/v1/files/file-1")).isNotSameAs(routes.of("GET", "/v1/files/file-1"));
    }

    @Test
    void whoeverMakesPathsUpKeepsNobodyOut() {
        for (int i = 0; i < 600; i++) {
            routes.of("M" + i, "/v1/files");
        }
        assertThat(routes.of("GET", "/v1/batches")).isSameAs(routes.of("GET", "/v1/batches"));
    }
}
