package dev.sluice.provider.local.assistants;

import static dev.sluice.provider.local.assistants.ResponsesBench.TOLD_OF_A_MESSAGE;
import static dev.sluice.provider.local.assistants.ResponsesBench.after;
import static dev.sluice.provider.local.assistants.ResponsesBench.completed;
import static dev.sluice.provider.local.assistants.ResponsesBench.event;
import static dev.sluice.provider.local.assistants.ResponsesBench.message;
import static dev.sluice.provider.local.assistants.ResponsesBench.search;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Searches that the account of a model makes, and messages in parts: sections G.5 and G.6 of the contract. */
class AccountSearchTest {
    private final ResponsesBench responses = new ResponsesBench();
    private final Bench bench = responses.bench;

    @Test
    void aStoreInTheAccountIsSearchedThere() {
        bench.models.answers(200, "{\"id\":\"vs_up\"}");
        String assistant = responses.assistant(
                "{\"type\":\"file_search\",\"file_search\":{\"max_num_results\":3,\"ranking_options\":"
                        + "{\"score_threshold\":0.5}}}",
                ",\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[\"vs_up\"]}}");
        assertThat(bench.models.calls.get(0).method() + " "
                        + bench.models.calls.get(0).path())
                .isEqualTo("GET /v1/vector_stores/vs_up");
        bench.models.answers(200, "{\"id\":\"vs_up\"}");
        bench.models.streams(
                search(0),
                message(
                        1,
                        "😀 cake",
                        "\"type\":\"file_citation\",\"file_id\":\"file-up\",\"filename\":\"foods.txt\",\"index\":6"),
                completed());
        Events events = responses.run(assistant);
        assertThat(bench.models.asked(2))
                .contains("\"tools\":[{\"type\":\"file_search\",\"vector_store_ids\":[\"vs_up\"],\"max_num_results\":3,"
                        + "\"ranking_options\":{\"ranker\":\"auto\",\"score_threshold\":0.5}}]");
        assertThat(after(events, 3).subList(0, 4))
                .containsExactly(
                        "thread.run.step.created",
                        "thread.run.step.in_progress",
                        "thread.run.step.delta",
                        "thread.run.step.completed");
        assertThat(after(events, 7)).isEqualTo(TOLD_OF_A_MESSAGE);
        String ranking =
                "\"file_search\":{\"ranking_options\":{\"ranker\":\"default_2024_08_21\",\"score_threshold\":0.5},";
        assertThat(events.data("thread.run.step.delta"))
                .containsExactly("{\"id\":\"step_1\",\"object\":\"thread.run.step.delta\",\"delta\":{\"step_details\":"
                        + "{\"type\":\"tool_calls\",\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"file_search\","
                        + ranking + "\"results\":[]}}]}}}");
        assertThat(events.first("thread.run.step.completed").masked())
                .contains(
                        "\"step_details\":{\"type\":\"tool_calls\",\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"file_search\","
                                + ranking
                                + "\"results\":[{\"file_id\":\"file-up\",\"file_name\":\"foods.txt\",\"score\":0.68,"
                                + "\"attributes\":{}}]}}]}");
        assertThat(events.data("thread.message.delta").get(1))
                .contains("\"value\":\"【0:0†foods.txt】\",\"annotations\":[{\"index\":0,\"type\":\"file_citation\","
                        + "\"text\":\"【0:0†foods.txt】\",\"start_index\":6,\"end_index\":21,"
                        + "\"file_citation\":{\"file_id\":\"file-up\",\"quote\":\"\"}}]");
    }

    @Test
    void aStoreThatIsNowhereIsNotThere() {
        bench.models.answers(404, "{}");
        Bench.Reply reply = bench.post(
                "/v1/assistants",
                "{\"model\":\"gpt-r\",\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[\"vs_none\"]}}}");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text()).contains("No vector store found with id 'vs_none'.");
        assertThat(bench.post(
                                "/v1/assistants",
                                "{\"model\":\"gpt-r\",\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[\"vs_/../x\"]}}}")
                        .status())
                .isEqualTo(404);
        assertThat(bench.post(
                                "/v1/assistants",
                                "{\"model\":\"gpt-4o\",\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[\"vs_none\"]}}}")
                        .status())
                .isEqualTo(404);
        assertThat(bench.models.calls).hasSize(1);
    }

    @Test
    void aStoreThatIsGoneMeanwhileHoldsNothing() {
        bench.models.answers(200, "{}");
        String assistant = responses.assistant(
                "{\"type\":\"file_search\"}",
                ",\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[\"vs_up\"]}}");
        bench.models.answers(404, "{}");
        bench.models.streams(message(0, "Nothing", ""), completed());
        assertThat(responses.run(assistant).names()).endsWith("thread.run.completed", "done");
        assertThat(bench.models.asked(2))
                .contains("\"type\":\"function\",\"name\":\"file_search\"")
                .doesNotContain("vs_up");
    }

    @Test
    void aResponseThatSomebodyStoppedCancelsTheRun() {
        bench.models.streams(
                event("response.output_text.delta", ",\"output_index\":0,\"delta\":\"Hel\""),
                event("response.cancelled", ",\"response\":{}"));
        assertThat(responses.run(responses.assistant("", "")).names())
                .endsWith(
                        "thread.run.cancelling",
                        "thread.message.incomplete",
                        "thread.run.step.cancelled",
                        "thread.run.cancelled",
                        "done");
    }

    @Test
    void partsOfAMessageAreCounted() {
        String part = event("response.content_part.added", ",\"output_index\":0,\"content_index\":1");
        bench.models.streams(
                part,
                event("response.output_text.delta", ",\"output_index\":0,\"delta\":\"one\""),
                part,
                event("response.output_text.delta", ",\"output_index\":0,\"delta\":\"two\""),
                part,
                event("response.refusal.delta", ",\"output_index\":0,\"delta\":\"No.\""),
                completed());
        Events events = responses.run(responses.assistant("", ""));
        String begin = "{\"id\":\"msg_1\",\"object\":\"thread.message.delta\",\"delta\":{\"content\":[{\"index\":";
        assertThat(events.data("thread.message.delta"))
                .containsExactly(
                        begin + "0,\"type\":\"text\",\"text\":{\"value\":\"one\",\"annotations\":[]}}]}}",
                        begin + "1,\"type\":\"text\",\"text\":{\"value\":\"two\",\"annotations\":[]}}]}}",
                        begin + "2,\"type\":\"refusal\",\"refusal\":\"No.\"}]}}");
    }

    @Test
    void aMessageThatIsCutOffIsIncomplete() {
        bench.models.streams(
                event("response.output_item.added", ",\"output_index\":0,\"item\":{\"type\":\"message\"}"),
                event("response.output_text.delta", ",\"output_index\":0,\"delta\":\"Hel\""),
                event(
                        "response.output_item.done",
                        ",\"output_index\":0,\"item\":{\"type\":\"message\",\"status\":\"incomplete\"}"),
                event(
                        "response.incomplete",
                        ",\"response\":{\"incomplete_details\":{\"reason\":\"max_output_tokens\"}}"));
        Events events = responses.run(responses.assistant("", ""));
        assertThat(events.names())
                .endsWith("thread.message.incomplete", "thread.run.step.completed", "thread.run.incomplete", "done");
        assertThat(events.first("thread.message.incomplete").data())
                .contains("\"incomplete_details\":{\"reason\":\"max_tokens\"}");
        assertThat(events.first("thread.run.incomplete").data())
                .contains("\"incomplete_details\":{\"reason\":\"max_completion_tokens\"}");
    }
}
