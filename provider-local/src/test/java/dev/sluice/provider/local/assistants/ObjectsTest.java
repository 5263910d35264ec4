package dev.sluice.provider.local.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.Headers;
import org.junit.jupiter.api.Test;

/** Objects as section B of the contract has them, member by member. */
class ObjectsTest {
    private final Bench bench = new Bench();

    @Test
    void anAssistantWithNothingButAModel() {
        Bench.Reply reply = bench.post("/v1/assistants", "{\"model\":\"gpt-4o\"}");
        assertThat(reply.status()).isEqualTo(200);
        String expected = "{\"id\":\"asst_1\",\"object\":\"assistant\",\"created_at\":1790000000,\"name\":null,"
                + "\"description\":null,\"model\":\"gpt-4o\",\"instructions\":null,\"tools\":[],\"top_p\":1.0,"
                + "\"temperature\":1.0,\"reasoning_effort\":null,\"tool_resources\":{},\"metadata\":{},"
                + "\"response_format\":\"auto\"}";
        assertThat(reply.masked()).isEqualTo(expected);
        assertThat(bench.get("/v1/assistants/" + reply.id()).masked()).isEqualTo(expected);
    }

    @Test
    void toolsAreFilledIn() {
        assertThat(bench.post(
                                "/v1/assistants",
                                "{\"model\":\"gpt-r\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\","
                                        + "\"description\":\"d\"}},{\"type\":\"file_search\",\"file_search\":"
                                        + "{\"max_num_results\":3}},{\"type\":\"file_search\"},"
                                        + "{\"type\":\"code_interpreter\"}]}")
                        .text())
                .contains("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":\"d\","
                        + "\"parameters\":{\"type\":\"object\",\"properties\":{}},\"strict\":false}},"
                        + "{\"type\":\"file_search\",\"file_search\":{\"max_num_results\":3,\"ranking_options\":"
                        + "{\"ranker\":\"default_2024_08_21\",\"score_threshold\":0.0,\"hybrid_search\":null}}},"
                        + "{\"type\":\"file_search\",\"file_search\":{\"ranking_options\":{\"ranker\":"
                        + "\"default_2024_08_21\",\"score_threshold\":0.0,\"hybrid_search\":null}}},"
                        + "{\"type\":\"code_interpreter\"}]")
                .contains("\"tool_resources\":{\"code_interpreter\":{\"file_ids\":[]}}");
    }

    @Test
    void aChangeReplacesWhatItSendsAndKeepsTheRest() {
        String id = bench.post(
                        "/v1/assistants",
                        "{\"model\":\"gpt-4o\",\"name\":\"A\",\"instructions\":\"Be brief.\",\"metadata\":{\"a\":\"1\"},"
                                + "\"temperature\":0.5}")
                .id();
        Bench.Reply reply =
                bench.post("/v1/assistants/" + id, "{\"name\":null,\"metadata\":{\"b\":\"2\"},\"description\":\"D\"}");
        assertThat(reply.text())
                .contains("\"name\":null,\"description\":\"D\"")
                .contains("\"instructions\":\"Be brief.\"")
                .contains("\"metadata\":{\"b\":\"2\"}")
                .contains("\"temperature\":0.5");
        assertThat(bench.post("/v1/assistants/" + id, "{\"metadata\":null,\"temperature\":null}")
                        .text())
                .contains("\"metadata\":{\"b\":\"2\"}")
                .contains("\"temperature\":1.0");
    }

    @Test
    void aThreadNeedsNoBody() {
        Bench.Reply reply = bench.call("POST", "/v1/threads", null, Headers.EMPTY);
        String expected =
                "{\"id\":\"thread_1\",\"object\":\"thread\",\"created_at\":1790000000,\"metadata\":{},\"tool_resources\":{}}";
        assertThat(reply.masked()).isEqualTo(expected);
        assertThat(bench.get("/v1/threads/" + reply.id()).masked()).isEqualTo(expected);
    }

    @Test
    void aMessageThatAClientWrote() {
        String thread = bench.thread("first");
        assertThat(bench.post(
                                "/v1/threads/" + thread + "/messages",
                                "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"é\"},"
                                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"http://x/i.png\"}}],"
                                        + "\"metadata\":{\"k\":\"v\"}}")
                        .masked())
                .isEqualTo("{\"id\":\"msg_1\",\"object\":\"thread.message\",\"created_at\":1790000000,"
                        + "\"assistant_id\":null,\"thread_id\":\"thread_1\",\"run_id\":null,\"status\":\"completed\","
                        + "\"incomplete_details\":null,\"incomplete_at\":null,\"completed_at\":1790000000,"
                        + "\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":{\"value\":\"é\","
                        + "\"annotations\":[]}},{\"type\":\"image_url\",\"image_url\":{\"url\":\"http://x/i.png\","
                        + "\"detail\":\"auto\"}}],\"attachments\":[],\"metadata\":{\"k\":\"v\"}}");
    }

    @Test
    void aRunAsItIsMade() {
        String assistant = bench.assistant(",\"instructions\":\"Be brief.\",\"temperature\":0.5");
        String thread = bench.thread("Hi");
        Bench.Reply reply = bench.post(
                "/v1/threads/" + thread + "/runs",
                "{\"assistant_id\":\"" + assistant + "\",\"additional_instructions\":\"Speak French.\","
                        + "\"additional_messages\":[],\"truncation_strategy\":{\"type\":\"last_messages\","
                        + "\"last_messages\":3},\"metadata\":{\"k\":\"v\"},\"parallel_tool_calls\":false}");
        assertThat(reply.masked())
                .isEqualTo("{\"id\":\"run_1\",\"object\":\"thread.run\",\"created_at\":1790000000,"
                        + "\"assistant_id\":\"asst_1\",\"thread_id\":\"thread_1\",\"status\":\"queued\","
                        + "\"started_at\":null,\"expires_at\":1790000600,\"cancelled_at\":null,\"failed_at\":null,"
                        + "\"completed_at\":null,\"required_action\":null,\"last_error\":null,\"model\":\"gpt-4o\","
                        + "\"instructions\":\"Be brief.\\nSpeak French.\",\"tools\":[],\"tool_resources\":{},"
                        + "\"metadata\":{\"k\":\"v\"},\"temperature\":0.5,\"top_p\":1.0,\"reasoning_effort\":null,"
                        + "\"max_completion_tokens\":null,\"max_prompt_tokens\":null,\"truncation_strategy\":"
                        + "{\"type\":\"last_messages\",\"last_messages\":3},\"incomplete_details\":null,\"usage\":null,"
                        + "\"response_format\":\"auto\",\"tool_choice\":\"auto\",\"parallel_tool_calls\":false}");
    }

    @Test
    void deletionsAndEmptyLists() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        String message = bench.post("/v1/threads/" + thread + "/messages", "{\"role\":\"user\",\"content\":\"x\"}")
                .id();
        assertThat(bench.get("/v1/threads/" + thread + "/runs").text())
                .isEqualTo("{\"object\":\"list\",\"data\":[],\"first_id\":null,\"last_id\":null,\"has_more\":false}");
        assertThat(bench.delete("/v1/threads/" + thread + "/messages/" + message)
                        .text())
                .isEqualTo("{\"id\":\"" + message + "\",\"object\":\"thread.message.deleted\",\"deleted\":true}");
        assertThat(bench.delete("/v1/threads/" + thread).text())
                .isEqualTo("{\"id\":\"" + thread + "\",\"object\":\"thread.deleted\",\"deleted\":true}");
        assertThat(bench.delete("/v1/assistants/" + assistant).text())
                .isEqualTo("{\"id\":\"" + assistant + "\",\"object\":\"assistant.deleted\",\"deleted\":true}");
        assertThat(bench.get("/v1/assistants/" + assistant).status()).isEqualTo(404);
        assertThat(bench.get("/v1/threads/" + thread + "/messages").status()).isEqualTo(404);
    }

    @Test
    void everyWayToWriteAPath() {
        String id = bench.assistant("");
        for (String prefix : new String[] {"", "/v1", "/openai", "/openai/v1", "/openai/deployments/gpt-4o"}) {
            assertThat(bench.get(prefix + "/assistants/" + id + "?api-version=2025-04-01-preview")
                            .id())
                    .isEqualTo(id);
        }
    }

    @Test
    void headers() {
        Bench.Reply reply = bench.get("/v1/assistants");
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("openai-version")).isEqualTo("2020-10-01");
        assertThat(reply.header("openai-organization")).isEqualTo("master");
        assertThat(reply.header("openai-processing-ms")).isEqualTo("0");
        assertThat(reply.header("x-request-id")).matches("req_[0-9a-f]{32}");
        assertThat(bench.get("/v1/assistants/asst_none").header("x-request-id")).matches("req_[0-9a-f]{32}");
    }

    @Test
    void aRunThatIsNotOverSaysWhenToAskAgain() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        bench.models.streamsByHand();
        String run = bench.post("/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\"}")
                .id();
        assertThat(bench.get("/v1/threads/" + thread + "/runs/" + run).header("openai-poll-after-ms"))
                .isEqualTo("300");
        bench.post("/v1/threads/" + thread + "/runs/" + run + "/cancel", "{}");
        Bench.Reply over = bench.get("/v1/threads/" + thread + "/runs/" + run);
        assertThat(over.string("status")).isEqualTo("cancelled");
        assertThat(over.header("openai-poll-after-ms")).isEmpty();
    }
}
