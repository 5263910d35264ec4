package dev.sluice.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids become segments of paths. */
class EndpointTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            thread_abc-1.~ | thread_abc-1.~
            a b            | a%20b
            a+b            | a%2Bb
            a/b?c#d        | a%2Fb%3Fc%23d
            50%            | 50%25
            a*b            | a%2Ab
            é              | %C3%A9
            ...            | ...
            """)
    void anIdIsOneSegment(String id, String segment) {
        String path = Endpoint.path("threads", id, "messages");
        assertThat(path).isEqualTo("/threads/" + segment + "/messages");
        assertThat(URI.create(path).getPath()).as("as a server reads it").isEqualTo("/threads/" + id + "/messages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void whatWouldLeadElsewhereIsRefused(String id) {
        assertThatThrownBy(() -> Endpoint.path("threads", id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wordsStayAsTheyAre() {
        assertThat(Endpoint.path("threads", "t", "runs", "r", "submit_tool_outputs"))
                .isEqualTo("/threads/t/runs/r/submit_tool_outputs");
    }
}
