package dev.sluice.provider.local.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.memory.MemoryStores;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Vector stores: sections A.7, B.9 and G.10 of the contract. */
class VectorStoresTest {
    private final Bench bench = new Bench();

    private static String counts(int inProgress, int completed, int failed, int cancelled) {
        return "\"file_counts\":{\"in_progress\":" + inProgress + ",\"completed\":" + completed + ",\"failed\":"
                + failed + ",\"cancelled\":" + cancelled + ",\"total\":" + (inProgress + completed + failed + cancelled)
                + "}";
    }

    @Test
    void aStoreAndItsFile() {
        String file = bench.file("foods.txt", "Filip likes cake.");
        Bench.Reply made = bench.post(
                "/v1/vector_stores",
                "{\"name\":\"docs\",\"file_ids\":[\"" + file + "\"],\"metadata\":{\"k\":\"v\"},"
                        + "\"expires_after\":{\"anchor\":\"last_active_at\",\"days\":2}}");
        assertThat(made.masked())
                .isEqualTo("{\"id\":\"vs_1\",\"object\":\"vector_store\",\"created_at\":1790000000,\"name\":\"docs\","
                        + "\"description\":null,\"usage_bytes\":0," + counts(1, 0, 0, 0)
                        + ",\"status\":\"in_progress\","
                        + "\"expires_after\":{\"anchor\":\"last_active_at\",\"days\":2},\"expires_at\":1790172800,"
                        + "\"last_active_at\":1790000000,\"metadata\":{\"k\":\"v\"}}");
        assertThat(bench.get("/v1/vector_stores/" + made.id()).text())
                .contains("\"usage_bytes\":17," + counts(0, 1, 0, 0) + ",\"status\":\"completed\"");
        Bench.Reply entry = bench.get("/v1/vector_stores/" + made.id() + "/files/" + file);
        assertThat(entry.masked())
                .isEqualTo("{\"id\":\"file-1\",\"object\":\"vector_store.file\",\"usage_bytes\":17,"
                        + "\"created_at\":1790000000,\"vector_store_id\":\"vs_1\",\"status\":\"completed\","
                        + "\"last_error\":null,\"chunking_strategy\":{\"type\":\"static\",\"static\":"
                        + "{\"max_chunk_size_tokens\":800,\"chunk_overlap_tokens\":400}},\"attributes\":{}}");
        assertThat(bench.get("/v1/vector_stores/" + made.id() + "/files/" + file + "/content")
                        .text())
                .isEqualTo("{\"object\":\"vector_store.file_content.page\",\"data\":[{\"type\":\"text\",\"text\":"
                        + "\"Filip likes cake.\"}],\"has_more\":false,\"next_page\":null}");
        assertThat(bench.get("/v1/vector_stores").text()).contains(made.id()).contains("\"has_more\":false");
    }

    @Test
    void aStoreWithNothingInIt() {
        assertThat(bench.post("/v1/vector_stores", "{}").masked())
                .isEqualTo("{\"id\":\"vs_1\",\"object\":\"vector_store\",\"created_at\":1790000000,\"name\":null,"
                        + "\"description\":null,\"usage_bytes\":0," + counts(0, 0, 0, 0) + ",\"status\":\"completed\","
                        + "\"expires_after\":null,\"expires_at\":null,\"last_active_at\":1790000000,\"metadata\":{}}");
    }

    @Test
    void aChangeReplacesWhatItSends() {
        String store = bench.post("/v1/vector_stores", "{\"name\":\"a\",\"metadata\":{\"k\":\"v\"}}")
                .id();
        assertThat(bench.post(
                                "/v1/vector_stores/" + store,
                                "{\"name\":null,\"expires_after\":{\"anchor\":\"last_active_at\",\"days\":1}}")
                        .text())
                .contains("\"name\":null", "\"expires_at\":1790086400", "\"metadata\":{\"k\":\"v\"}");
        assertThat(bench.post("/v1/vector_stores/" + store, "{\"expires_after\":null}")
                        .text())
                .contains("\"expires_after\":null,\"expires_at\":null");
    }

    @Test
    void searches() {
        String foods = bench.file("foods.txt", "Filip likes cake.");
        String cars = bench.file("cars.md", "# Cars\nAnna drives a cake van.");
        String store = bench.vectorStore(foods);
        bench.post(
                "/v1/vector_stores/" + store + "/files",
                "{\"file_id\":\"" + cars + "\",\"attributes\":{\"year\":2020,\"kind\":\"car\",\"old\":false}}");
        String path = "/v1/vector_stores/" + store + "/search";
        assertThat(bench.post(path, "{\"query\":\"Who likes cake?\"}").masked())
                .startsWith("{\"object\":\"vector_store.search_results.page\",\"search_query\":[\"Who likes cake?\"],"
                        + "\"data\":[{\"file_id\":\"file-1\",\"filename\":\"foods.txt\",\"score\":0.")
                .contains("\"attributes\":{},\"content\":[{\"type\":\"text\",\"text\":\"Filip likes cake.\"}]}")
                .endsWith("\"has_more\":false,\"next_page\":null}");
        assertThat(bench.post(path, "{\"query\":\"cake\",\"max_num_results\":1}")
                        .json()
                        .get("data")
                        .orElseThrow()
                        .elements())
                .hasSize(1);
        assertThat(bench.post(path, "{\"query\":[\"Filip\",\"drive\"]}")
                        .json()
                        .get("data")
                        .orElseThrow()
                        .elements())
                .hasSize(2);
        assertThat(bench.post(path, "{\"query\":\"cake\",\"ranking_options\":{\"score_threshold\":0.99}}")
                        .text())
                .contains("\"data\":[]");
        assertThat(found(path, "{\"type\":\"eq\",\"key\":\"kind\",\"value\":\"car\"}"))
                .isEqualTo(1);
        assertThat(found(path, "{\"type\":\"ne\",\"key\":\"kind\",\"value\":\"car\"}"))
                .isEqualTo(1);
        assertThat(found(path, "{\"type\":\"gte\",\"key\":\"year\",\"value\":2020.0}"))
                .isEqualTo(1);
        assertThat(found(path, "{\"type\":\"lt\",\"key\":\"year\",\"value\":2020}"))
                .isZero();
        assertThat(found(path, "{\"type\":\"in\",\"key\":\"kind\",\"value\":[\"bus\",\"car\"]}"))
                .isEqualTo(1);
        assertThat(found(
                        path,
                        "{\"type\":\"and\",\"filters\":[{\"type\":\"eq\",\"key\":\"old\",\"value\":false},"
                                + "{\"type\":\"or\",\"filters\":[{\"type\":\"eq\",\"key\":\"kind\",\"value\":\"bus\"},"
                                + "{\"type\":\"gt\",\"key\":\"year\",\"value\":2019}]}]}"))
                .isEqualTo(1);
    }

    private int found(String path, String filter) {
        return bench.post(path, "{\"query\":\"cake\",\"filters\":" + filter + "}")
                .json()
                .get("data")
                .orElseThrow()
                .elements()
                .size();
    }

    @Test
    void filesThatCannotBeRead() {
        String pdf = bench.file("a.pdf", "%PDF-1.7");
        String binary = bench.file("a.txt", new byte[] {0, 1, 2, (byte) 0xC3, 0x28});
        String empty = bench.file("empty.md", " \n");
        String store = bench.vectorStore(pdf, binary, empty);
        assertThat(bench.get("/v1/vector_stores/" + store).text())
                .contains(counts(0, 0, 3, 0), "\"status\":\"completed\"");
        assertThat(bench.get("/v1/vector_stores/" + store + "/files/" + pdf).text())
                .contains("\"status\":\"failed\",\"last_error\":{\"code\":\"unsupported_file\",\"message\":\"Files with"
                        + " extensions [.pdf] are not supported for retrieval.");
        assertThat(bench.get("/v1/vector_stores/" + store + "/files/" + binary).text())
                .contains("\"last_error\":{\"code\":\"unsupported_file\",\"message\":\"The file is no text");
        assertThat(bench.get("/v1/vector_stores/" + store + "/files/" + empty).text())
                .contains("\"last_error\":{\"code\":\"invalid_file\",\"message\":\"The file holds no text.\"}");
        assertThat(bench.get("/v1/vector_stores/" + store + "/files?filter=failed&limit=2&order=asc")
                        .text())
                .contains("\"first_id\":\"" + pdf + "\",\"last_id\":\"" + binary + "\",\"has_more\":true");
        assertThat(bench.get("/v1/vector_stores/" + store + "/files?order=asc&after=" + binary)
                        .text())
                .contains("\"first_id\":\"" + empty + "\"");
        assertThat(bench.get("/v1/vector_stores/" + store + "/files?filter=completed")
                        .text())
                .contains("\"data\":[]");
        assertThat(bench.get("/v1/vector_stores/" + store + "/files?after=file-none")
                        .text())
                .contains("no object with id 'file-none' is in this list");
    }

    @Test
    void aFileGoesOutAndStays() {
        String file = bench.file("a.txt", "cake");
        String store = bench.vectorStore(file);
        String path = "/v1/vector_stores/" + store + "/files/" + file;
        assertThat(bench.delete(path).text())
                .isEqualTo("{\"id\":\"" + file + "\",\"object\":\"vector_store.file.deleted\",\"deleted\":true}");
        assertThat(bench.get(path).text())
                .contains("No file found with id '" + file + "' in vector store '" + store + "'.");
        assertThat(bench.get("/v1/files/" + file).status()).isEqualTo(200);
        assertThat(bench.get("/v1/vector_stores/" + store).text()).contains("\"usage_bytes\":0," + counts(0, 0, 0, 0));
        assertThat(bench.post("/v1/vector_stores/" + store + "/search", "{\"query\":\"cake\"}")
                        .text())
                .contains("\"data\":[]");
    }

    @Test
    void aFileThatIsDeletedGoesOutOfEveryStore() {
        String file = bench.file("a.txt", "cake");
        String one = bench.vectorStore(file);
        String other = bench.vectorStore(file);
        bench.delete("/v1/files/" + file);
        assertThat(bench.get("/v1/vector_stores/" + one).text()).contains(counts(0, 0, 0, 0));
        assertThat(bench.get("/v1/vector_stores/" + other + "/files").text()).contains("\"data\":[]");
    }

    @Test
    void aStoreThatIsDeletedTakesItsEntriesAlong() {
        String file = bench.file("a.txt", "cake");
        String store = bench.vectorStore(file);
        assertThat(bench.delete("/v1/vector_stores/" + store).text())
                .isEqualTo("{\"id\":\"" + store + "\",\"object\":\"vector_store.deleted\",\"deleted\":true}");
        assertThat(bench.get("/v1/vector_stores/" + store).text())
                .contains("No vector store found with id '" + store + "'.");
        assertThat(bench.get("/v1/vector_stores/" + store + "/files/" + file).status())
                .isEqualTo(404);
        assertThat(bench.get("/v1/files/" + file).status()).isEqualTo(200);
    }

    @Test
    void somebodyElsesStoreIsNotThere() {
        String file = bench.file("a.txt", "cake");
        String store = bench.vectorStore(file);
        bench.as("other");
        assertThat(bench.get("/v1/vector_stores/" + store).status()).isEqualTo(404);
        assertThat(bench.post("/v1/vector_stores/" + store + "/search", "{\"query\":\"cake\"}")
                        .status())
                .isEqualTo(404);
        assertThat(bench.post("/v1/vector_stores", "{\"file_ids\":[\"" + file + "\"]}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aBatch() {
        String one = bench.file("a.txt", "cake");
        String two = bench.file("b.pdf", "x");
        String store = bench.vectorStore();
        Bench.Reply batch = bench.reply(
                "POST",
                "/v1/vector_stores/" + store + "/file_batches",
                "{\"file_ids\":[\"" + one + "\",\"" + two + "\"],\"attributes\":{\"k\":1},"
                        + "\"chunking_strategy\":{\"type\":\"static\",\"static\":{\"max_chunk_size_tokens\":100,"
                        + "\"chunk_overlap_tokens\":20}}}");
        assertThat(batch.text())
                .isEqualTo("{\"id\":\"" + batch.id() + "\",\"object\":\"vector_store.file_batch\","
                        + "\"created_at\":1790000000,\"status\":\"in_progress\",\"vector_store_id\":\"" + store + "\","
                        + counts(2, 0, 0, 0) + "}");
        assertThat(batch.header("openai-poll-after-ms")).isEqualTo("300");
        bench.loop.runAll();
        String path = "/v1/vector_stores/" + store + "/file_batches/" + batch.id();
        Bench.Reply done = bench.get(path);
        assertThat(done.text()).contains("\"status\":\"completed\"", counts(0, 1, 1, 0));
        assertThat(done.header("openai-poll-after-ms")).isEmpty();
        assertThat(bench.get(path + "/files?order=asc").text())
                .contains("\"first_id\":\"" + one + "\",\"last_id\":\"" + two + "\"")
                .contains("\"max_chunk_size_tokens\":100,\"chunk_overlap_tokens\":20}},\"attributes\":{\"k\":1}");
        assertThat(bench.get(path + "/files?filter=failed").text())
                .contains("\"first_id\":\"" + two + "\",\"last_id\":\"" + two + "\"");
        assertThat(bench.post(path + "/cancel", "").text())
                .contains("Cannot cancel file batch '" + batch.id() + "' with status 'completed'.");
        assertThat(bench.get(path + "x").text()).contains("No file batch found with id '" + batch.id() + "x'");
    }

    @Test
    void aBatchThatIsCancelled() {
        String one = bench.file("a.txt", "cake");
        String store = bench.vectorStore();
        String path = "/v1/vector_stores/" + store + "/file_batches";
        String batch = bench.reply("POST", path, "{\"files\":[{\"file_id\":\"" + one + "\"}]}")
                .id();
        assertThat(bench.reply("POST", path + "/" + batch + "/cancel", null).text())
                .contains("\"status\":\"cancelled\"", counts(0, 0, 0, 1));
        bench.loop.runAll();
        assertThat(bench.get("/v1/vector_stores/" + store).text())
                .contains(counts(0, 0, 0, 1), "\"status\":\"completed\"");
        assertThat(bench.post("/v1/vector_stores/" + store + "/search", "{\"query\":\"cake\"}")
                        .text())
                .contains("\"data\":[]");
    }

    @Test
    void aFileThatIsAddedAgainIsIndexedAnew() {
        String file = bench.file("a.txt", "cake");
        String store = bench.vectorStore(file);
        Bench.Reply again = bench.reply(
                "POST",
                "/v1/vector_stores/" + store + "/files",
                "{\"file_id\":\"" + file + "\",\"attributes\":{\"k\":\"v\"}}");
        assertThat(again.text()).contains("\"status\":\"in_progress\"");
        bench.loop.runAll();
        assertThat(bench.get("/v1/vector_stores/" + store).text()).contains("\"usage_bytes\":4," + counts(0, 1, 0, 0));
        assertThat(bench.post("/v1/vector_stores/" + store + "/search", "{\"query\":\"cake\"}")
                        .json()
                        .get("data")
                        .orElseThrow()
                        .elements())
                .hasSize(1);
        assertThat(bench.post("/v1/vector_stores/" + store + "/files/" + file, "{\"attributes\":{\"other\":true}}")
                        .text())
                .contains("\"attributes\":{\"other\":true}");
    }

    @Test
    void aStoreExpiresUnlessItIsUsed() {
        String file = bench.file("a.txt", "cake");
        String store = bench.post(
                        "/v1/vector_stores",
                        "{\"file_ids\":[\"" + file
                                + "\"],\"expires_after\":{\"anchor\":\"last_active_at\",\"days\":1}}")
                .id();
        bench.loop.advance(Duration.ofHours(20));
        bench.post("/v1/vector_stores/" + store + "/search", "{\"query\":\"cake\"}");
        assertThat(bench.get("/v1/vector_stores/" + store).text())
                .contains("\"last_active_at\":" + (Bench.NOW + 72_000));
        bench.loop.advance(Duration.ofHours(20));
        assertThat(bench.get("/v1/vector_stores/" + store).text()).contains("\"status\":\"completed\"");
        bench.loop.advance(Duration.ofHours(20));
        assertThat(bench.get("/v1/vector_stores/" + store).text())
                .contains(counts(0, 0, 0, 0), "\"status\":\"expired\"");
        assertThat(bench.get("/v1/vector_stores/" + store + "/files").text()).contains("\"data\":[]");
        assertThat(bench.post("/v1/vector_stores/" + store + "/search", "{\"query\":\"cake\"}")
                        .text())
                .contains("Vector store '" + store + "' has expired.");
        assertThat(bench.post("/v1/vector_stores/" + store + "/files", "{\"file_id\":\"" + file + "\"}")
                        .text())
                .contains("Vector store '" + store + "' has expired.");
    }

    @Test
    void aNodeThatDiesLeavesItsFilesToAnother() {
        String file = bench.file("a.txt", "cake");
        String store = bench.reply("POST", "/v1/vector_stores", "{\"file_ids\":[\"" + file + "\"]}")
                .id();
        bench.loop.forget();
        bench.restart();
        bench.loop.advance(Duration.ofSeconds(2));
        assertThat(bench.get("/v1/vector_stores/" + store).text()).contains(counts(0, 1, 0, 0));
    }

    @Test
    void aModelSaysWhatPiecesMean() {
        ScriptedModels models = new ScriptedModels();
        Bench meaning = new Bench(MemoryStores.create(), models, Optional.of("emb"));
        models.answers(200, "{\"data\":[{\"index\":0,\"embedding\":[1,0]}],\"usage\":{}}");
        String file = meaning.file("a.txt", "cake");
        String store = meaning.vectorStore(file);
        assertThat(models.calls.get(0).path()).isEqualTo("/v1/embeddings");
        assertThat(models.asked(0)).isEqualTo("{\"model\":\"emb\",\"input\":[\"cake\"],\"encoding_format\":\"float\"}");
        models.answers(200, "{\"data\":[{\"index\":0,\"embedding\":[3,4]}]}");
        assertThat(meaning.post("/v1/vector_stores/" + store + "/search", "{\"query\":\"tart\"}")
                        .text())
                .contains("\"score\":0.6");
        models.answers(500, "{}");
        assertThat(meaning.post("/v1/vector_stores/" + store + "/search", "{\"query\":\"cake\"}")
                        .text())
                .contains("\"file_id\":\"" + file);
    }

    @Test
    void aModelThatFailsFailsTheFile() {
        ScriptedModels models = new ScriptedModels();
        Bench meaning = new Bench(MemoryStores.create(), models, Optional.of("emb"));
        models.answers(401, "{\"error\":{\"message\":\"secret\"}}");
        String file = meaning.file("a.txt", "cake");
        String store = meaning.vectorStore(file);
        assertThat(meaning.get("/v1/vector_stores/" + store + "/files/" + file).text())
                .contains(
                        "\"last_error\":{\"code\":\"server_error\",\"message\":\"The embedding model 'emb' answered with"
                                + " status 401.\"}")
                .contains("\"usage_bytes\":0");
    }
}
