package dev.sluice.codec.jsonb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.core.assistants.files.ChunkingStrategy;
import dev.sluice.core.assistants.files.ContentPage;
import dev.sluice.core.assistants.files.CreateVectorStoreFile;
import dev.sluice.core.assistants.files.CreateVectorStoreFileBatch;
import dev.sluice.core.assistants.files.DeletedFile;
import dev.sluice.core.assistants.files.FileCounts;
import dev.sluice.core.assistants.files.FileObject;
import dev.sluice.core.assistants.files.FilePurpose;
import dev.sluice.core.assistants.files.FileStatus;
import dev.sluice.core.assistants.files.Filter;
import dev.sluice.core.assistants.files.FilterJunction;
import dev.sluice.core.assistants.files.FilterOperator;
import dev.sluice.core.assistants.files.ModifyVectorStore;
import dev.sluice.core.assistants.files.SearchPage;
import dev.sluice.core.assistants.files.SearchRanker;
import dev.sluice.core.assistants.files.SearchRanking;
import dev.sluice.core.assistants.files.SearchResult;
import dev.sluice.core.assistants.files.SearchVectorStore;
import dev.sluice.core.assistants.files.VectorStore;
import dev.sluice.core.assistants.files.VectorStoreExpiration;
import dev.sluice.core.assistants.files.VectorStoreFile;
import dev.sluice.core.assistants.files.VectorStoreFileBatch;
import dev.sluice.core.assistants.files.VectorStoreFileError;
import dev.sluice.core.assistants.files.VectorStoreFileErrorCode;
import dev.sluice.core.assistants.files.VectorStoreFileStatus;
import dev.sluice.core.assistants.files.VectorStoreStatus;
import dev.sluice.core.assistants.model.TextChunk;
import dev.sluice.core.json.Field;
import dev.sluice.core.json.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files and vector stores as OpenAI's server wrote them, and what it is asked. */
class FileShapeTest {
    private final JsonbCodec codec = new JsonbCodec();

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(
                        "{\"object\":\"file\",\"id\":\"file-DLCAr5NoVMw44WT3FrWWva\",\"purpose\":\"assistants\",\"filename\":\"foods.txt\",\"bytes\":127,\"created_at\":1790000000,\"expires_at\":null,\"status\":\"processed\",\"status_details\":null}",
                        FileObject.builder()
                                .id("file-DLCAr5NoVMw44WT3FrWWva")
                                .purpose(FilePurpose.ASSISTANTS)
                                .filename("foods.txt")
                                .bytes(127)
                                .createdAt(1790000000)
                                .status(FileStatus.PROCESSED)
                                .build()),
                arguments("{\"object\":\"file\",\"id\":\"file-1\",\"deleted\":true}", DeletedFile.of("file-1")),
                arguments(
                        "{\"id\":\"vs_1\",\"object\":\"vector_store\",\"created_at\":1790000000,\"name\":\"docs\",\"description\":null,\"usage_bytes\":0,\"file_counts\":{\"in_progress\":0,\"completed\":1,\"failed\":0,\"cancelled\":0,\"total\":1},\"status\":\"completed\",\"expires_after\":null,\"expires_at\":null,\"last_active_at\":1790000000,\"metadata\":{}}",
                        VectorStore.builder()
                                .id("vs_1")
                                .createdAt(1790000000)
                                .name("docs")
                                .fileCounts(new FileCounts(0, 1, 0, 0, 1))
                                .status(VectorStoreStatus.COMPLETED)
                                .lastActiveAt(1790000000L)
                                .build()),
                arguments(
                        "{\"id\":\"file-1\",\"object\":\"vector_store.file\",\"usage_bytes\":1200,\"created_at\":1790000000,\"vector_store_id\":\"vs_1\",\"status\":\"completed\",\"last_error\":null,\"chunking_strategy\":{\"type\":\"static\",\"static\":{\"max_chunk_size_tokens\":800,\"chunk_overlap_tokens\":400}},\"attributes\":{}}",
                        VectorStoreFile.builder()
                                .id("file-1")
                                .usageBytes(1200)
                                .createdAt(1790000000)
                                .vectorStoreId("vs_1")
                                .status(VectorStoreFileStatus.COMPLETED)
                                .chunkingStrategy(ChunkingStrategy.pieces(800, 400))
                                .build()),
                arguments(
                        "{\"id\":\"file-1\",\"object\":\"vector_store.file\",\"usage_bytes\":0,\"created_at\":1,\"vector_store_id\":\"vs_1\",\"status\":\"failed\",\"last_error\":{\"code\":\"unsupported_file\",\"message\":\"No.\"},\"chunking_strategy\":{\"type\":\"other\"},\"attributes\":{\"a\":\"b\",\"c\":1.50,\"d\":true}}",
                        VectorStoreFile.builder()
                                .id("file-1")
                                .createdAt(1)
                                .vectorStoreId("vs_1")
                                .status(VectorStoreFileStatus.FAILED)
                                .lastError(new VectorStoreFileError(VectorStoreFileErrorCode.UNSUPPORTED_FILE, "No."))
                                .chunkingStrategy(new ChunkingStrategy.Other())
                                .attributes(attributes())
                                .build()),
                arguments(
                        "{\"id\":\"vsfb_1\",\"object\":\"vector_store.file_batch\",\"created_at\":1790000000,\"status\":\"in_progress\",\"vector_store_id\":\"vs_1\",\"file_counts\":{\"in_progress\":1,\"completed\":0,\"failed\":0,\"cancelled\":0,\"total\":1}}",
                        new VectorStoreFileBatch(
                                "vsfb_1",
                                1790000000,
                                VectorStoreFileStatus.IN_PROGRESS,
                                "vs_1",
                                new FileCounts(1, 0, 0, 0, 1))),
                arguments(
                        "{\"object\":\"vector_store.search_results.page\",\"search_query\":[\"cake\"],\"data\":[{\"file_id\":\"file-1\",\"filename\":\"foods.txt\",\"score\":0.75,\"attributes\":{},\"content\":[{\"type\":\"text\",\"text\":\"Filip: cake\"}]}],\"has_more\":false,\"next_page\":null}",
                        new SearchPage(
                                List.of("cake"),
                                List.of(new SearchResult(
                                        "file-1", "foods.txt", 0.75, Map.of(), List.of(new TextChunk("Filip: cake")))),
                                false,
                                null)),
                arguments(
                        "{\"object\":\"vector_store.file_content.page\",\"data\":[{\"type\":\"text\",\"text\":\"…\"}],\"has_more\":false,\"next_page\":null}",
                        new ContentPage(List.of(new TextChunk("…")), false, null)));
    }

    private static Map<String, JsonNode> attributes() {
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        attributes.put("a", JsonNode.of("b"));
        attributes.put("c", new JsonNode.NumberNode("1.50"));
        attributes.put("d", JsonNode.of(true));
        return attributes;
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                arguments("{\"name\":null}", new ModifyVectorStore(Field.ofNull(), Field.absent(), Field.absent())),
                arguments(
                        "{\"expires_after\":{\"anchor\":\"last_active_at\",\"days\":7}}",
                        new ModifyVectorStore(
                                Field.absent(), Field.of(VectorStoreExpiration.afterDays(7)), Field.absent())),
                arguments(
                        "{\"query\":[\"cake\"],\"filters\":{\"type\":\"and\",\"filters\":[{\"type\":\"gte\",\"key\":\"n\",\"value\":1},{\"type\":\"nin\",\"key\":\"m\",\"value\":[\"a\"]}]},\"ranking_options\":{\"ranker\":\"default-2024-11-15\",\"score_threshold\":0.5}}",
                        SearchVectorStore.builder()
                                .query("cake")
                                .filters(new Filter.Compound(
                                        FilterJunction.AND,
                                        List.of(
                                                new Filter.Comparison(FilterOperator.GTE, "n", JsonNode.of(1)),
                                                new Filter.Comparison(
                                                        FilterOperator.NIN,
                                                        "m",
                                                        JsonNode.array(List.of(JsonNode.of("a")))))))
                                .rankingOptions(new SearchRanking(SearchRanker.DEFAULT_2024_11_15, 0.5))
                                .build()),
                arguments(
                        "{\"files\":[{\"file_id\":\"file-1\",\"chunking_strategy\":{\"type\":\"auto\"}}]}",
                        new CreateVectorStoreFileBatch(
                                List.of(),
                                List.of(new CreateVectorStoreFile("file-1", Map.of(), new ChunkingStrategy.Auto())),
                                Map.of(),
                                null)));
    }

    @ParameterizedTest
    @MethodSource({"answers", "requests"})
    void writesAndReads(String json, Object value) {
        assertThat(new String(codec.write(value), UTF_8)).isEqualTo(json);
        assertThat((Object) codec.read(json.getBytes(UTF_8), value.getClass())).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestsKeepTheRules(String json, Object value) {
        assertThat((Object) codec.assistants().readRequest(json.getBytes(UTF_8), value.getClass()))
                .isEqualTo(value);
    }
}
