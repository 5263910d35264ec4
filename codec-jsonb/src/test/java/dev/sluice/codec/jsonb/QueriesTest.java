package dev.sluice.codec.jsonb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.core.assistants.files.FilePurpose;
import dev.sluice.core.assistants.files.ListFilesQuery;
import dev.sluice.core.assistants.files.ListVectorStoreFilesQuery;
import dev.sluice.core.assistants.files.VectorStoreFileStatus;
import dev.sluice.core.assistants.model.Order;
import dev.sluice.core.assistants.request.CreateRun;
import dev.sluice.core.assistants.request.Include;
import dev.sluice.core.assistants.request.IncludeQuery;
import dev.sluice.core.assistants.request.ListMessagesQuery;
import dev.sluice.core.assistants.request.ListQuery;
import dev.sluice.core.assistants.request.ListRunStepsQuery;
import dev.sluice.core.json.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueriesTest {
    private static final String CONTENT =
            "step_details.tool_calls%5B%2A%5D.file_search.results%5B%2A%5D.content".replace("%2A", "*");

    private final JsonbCodec codec = new JsonbCodec();

    static Stream<Arguments> queries() {
        return Stream.of(
                Arguments.of("", ListQuery.ALL),
                Arguments.of(
                        "limit=20&order=desc&after=asst_1&before=asst_2",
                        ListQuery.builder()
                                .limit(20)
                                .order(Order.DESC)
                                .after("asst_1")
                                .before("asst_2")
                                .build()),
                Arguments.of(
                        "order=asc&run_id=run_1",
                        ListMessagesQuery.builder()
                                .order(Order.ASC)
                                .runId("run_1")
                                .build()),
                Arguments.of(
                        "limit=1&include%5B%5D=" + CONTENT,
                        ListRunStepsQuery.builder()
                                .limit(1)
                                .include(Include.FILE_SEARCH_RESULT_CONTENT)
                                .build()),
                Arguments.of("include%5B%5D=" + CONTENT, new IncludeQuery(List.of(Include.FILE_SEARCH_RESULT_CONTENT))),
                Arguments.of(
                        "purpose=fine-tune&limit=10000",
                        new ListFilesQuery(FilePurpose.FINE_TUNE, 10_000L, null, null)),
                Arguments.of(
                        "filter=in_progress",
                        ListVectorStoreFilesQuery.builder()
                                .filter(VectorStoreFileStatus.IN_PROGRESS)
                                .build()),
                Arguments.of(
                        "after=a%26b%3Dc%20%C3%BC",
                        ListQuery.builder().after("a&b=c ü").build()));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void writesAndReads(String text, Object query) {
        assertThat(codec.assistants().writeQuery(query)).isEqualTo(text);
        assertThat((Object) codec.assistants().readQuery(text, query.getClass()))
                .isEqualTo(query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include[]=step_details.tool_calls[*].file_search.results[*].content",
                "include%5B%5D=step_details.tool_calls%5B%2A%5D.file_search.results%5B%2A%5D.content",
                "include%5b0%5d=step_details.tool_calls[*].file_search.results[*].content"
            })
    void arraysComeInMoreThanOneSpelling(String text) {
        assertThat(codec.assistants().readQuery(text, IncludeQuery.class))
                .isEqualTo(new IncludeQuery(List.of(Include.FILE_SEARCH_RESULT_CONTENT)));
    }

    @Test
    void parametersThatAreUnknownAreKept() {
        ListQuery query = codec.assistants().readQuery("api-version=2025-04-01-preview&limit=5&flag", ListQuery.class);
        assertThat(query.limit()).hasValue(5L);
        assertThat(query.extra().get("api-version")).hasValue(JsonNode.of("2025-04-01-preview"));
        assertThat(codec.assistants().writeQuery(query)).isEqualTo("limit=5&api-version=2025-04-01-preview&flag=");
    }

    @Test
    void anIdMayLookLikeANumber() {
        assertThat(codec.assistants().readQuery("after=12&&before=%zz", ListQuery.class))
                .isEqualTo(ListQuery.builder().after("12").before("%zz").build());
    }

    @Test
    void onlyQueriesAreQueries() {
        assertThatIllegalArgumentException().isThrownBy(() -> codec.assistants().readQuery("", CreateRun.class));
        assertThatIllegalArgumentException().isThrownBy(() -> codec.assistants().writeQuery(CreateRun.of("a")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.assistants().readRequest(new byte[0], ListQuery.class));
    }
}
