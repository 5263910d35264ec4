package dev.sluice.provider.local.assistants;

import static dev.sluice.provider.local.assistants.ScriptedModels.calls;
import static dev.sluice.provider.local.assistants.ScriptedModels.says;
import static dev.sluice.provider.local.assistants.ScriptedModels.stops;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What models are asked, as sections G.2 to G.4 of the contract have it. */
class TurnRequestTest {
    private static final String TOOL = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":"
            + "\"d\",\"parameters\":{\"type\":\"object\"},\"strict\":true}}]";

    private final Bench bench = new Bench();

    private String run(String thread, String assistant, String more) {
        return bench.post("/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\"" + more + "}")
                .id();
    }

    @Test
    void aChatCompletion() {
        String assistant = bench.assistant(",\"instructions\":\"Be brief.\"," + TOOL);
        String thread = bench.post(
                        "/v1/threads",
                        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"See\"},"
                                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"http://x/i.png\",\"detail\":\"low\"}}]},"
                                + "{\"role\":\"assistant\",\"content\":\"A cat\"}]}")
                .id();
        bench.models.streams(says("Hi"), stops("stop", 1, 1));
        run(
                thread,
                assistant,
                ",\"additional_messages\":[{\"role\":\"user\",\"content\":\"Sure?\"}],\"temperature\":0.5,\"top_p\":0.1,"
                        + "\"reasoning_effort\":\"low\",\"max_completion_tokens\":50,\"tool_choice\":\"required\","
                        + "\"parallel_tool_calls\":false,\"response_format\":{\"type\":\"json_schema\",\"json_schema\":"
                        + "{\"name\":\"n\",\"schema\":{\"type\":\"object\"},\"strict\":true}}");
        assertThat(bench.models.calls.get(0).path()).isEqualTo("/v1/chat/completions");
        assertThat(bench.models.asked(0))
                .isEqualTo("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"developer\",\"content\":\"Be brief.\"},"
                        + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"See\"},{\"type\":\"image_url\","
                        + "\"image_url\":{\"url\":\"http://x/i.png\",\"detail\":\"low\"}}]},"
                        + "{\"role\":\"assistant\",\"content\":\"A cat\"},{\"role\":\"user\",\"content\":\"Sure?\"}],"
                        + "\"temperature\":0.5,\"top_p\":0.1,\"reasoning_effort\":\"low\",\"max_completion_tokens\":50,"
                        + "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":"
                        + "{\"type\":\"object\"},\"strict\":true}},\"tools\":[{\"type\":\"function\",\"function\":"
                        + "{\"name\":\"f\",\"description\":\"d\",\"parameters\":{\"type\":\"object\"},\"strict\":true}}],"
                        + "\"tool_choice\":\"required\",\"parallel_tool_calls\":false,\"stream\":true,"
                        + "\"stream_options\":{\"include_usage\":true}}");
    }

    @Test
    void aResponse() {
        String assistant = bench.assistant(",\"instructions\":\"Be brief.\"," + TOOL);
        String thread = bench.thread("Hi");
        bench.models.streams(says("ignored"));
        run(
                thread,
                assistant,
                ",\"model\":\"gpt-r\",\"max_completion_tokens\":10,\"reasoning_effort\":\"high\",\"tool_choice\":"
                        + "{\"type\":\"function\",\"function\":{\"name\":\"f\"}},\"response_format\":"
                        + "{\"type\":\"json_object\"}");
        assertThat(bench.models.calls.get(0).path()).isEqualTo("/v1/responses");
        assertThat(bench.models.asked(0))
                .isEqualTo("{\"model\":\"gpt-r\",\"instructions\":\"Be brief.\",\"input\":[{\"role\":\"user\","
                        + "\"content\":[{\"type\":\"input_text\",\"text\":\"Hi\"}]}],\"reasoning\":{\"effort\":\"high\"},"
                        + "\"max_output_tokens\":16,\"text\":{\"format\":{\"type\":\"json_object\"}},"
                        + "\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"description\":\"d\",\"parameters\":"
                        + "{\"type\":\"object\"},\"strict\":true}],\"tool_choice\":{\"type\":\"function\",\"name\":\"f\"},"
                        + "\"store\":false,\"stream\":true,\"include\":[\"reasoning.encrypted_content\","
                        + "\"code_interpreter_call.outputs\",\"file_search_call.results\"]}");
    }

    @Test
    void whatAResponseSaidIsSentBack() {
        String assistant = bench.assistant("," + TOOL);
        String thread = bench.thread("Hi");
        bench.models.streams(
                "data: {\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":{\"type\":\"reasoning\","
                        + "\"id\":\"rs_1\",\"encrypted_content\":\"thoughts\"}}\n\n",
                "data: {\"type\":\"response.output_item.added\",\"output_index\":1,\"item\":{\"type\":\"function_call\","
                        + "\"call_id\":\"call_a\",\"name\":\"f\"}}\n\n",
                "data: {\"type\":\"response.output_item.done\",\"output_index\":1,\"item\":{\"type\":\"function_call\","
                        + "\"id\":\"fc_1\",\"call_id\":\"call_a\",\"name\":\"f\",\"arguments\":\"{}\"}}\n\n",
                "data: {\"type\":\"response.completed\",\"response\":{\"usage\":{\"input_tokens\":3,"
                        + "\"output_tokens\":4}}}\n\n");
        String run = run(thread, assistant, ",\"model\":\"gpt-r\",\"tool_choice\":\"required\"");
        bench.models.answers(
                200,
                "{\"output\":[{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"Done\"}]}],"
                        + "\"status\":\"completed\",\"usage\":{\"input_tokens\":5,\"output_tokens\":6}}");
        bench.post(
                "/v1/threads/" + thread + "/runs/" + run + "/submit_tool_outputs",
                "{\"tool_outputs\":[{\"tool_call_id\":\"call_a\",\"output\":\"42\"}]}");
        assertThat(bench.models.asked(1))
                .contains("{\"type\":\"reasoning\",\"id\":\"rs_1\",\"encrypted_content\":\"thoughts\"},"
                        + "{\"type\":\"function_call\",\"call_id\":\"call_a\",\"name\":\"f\",\"arguments\":\"{}\"},"
                        + "{\"type\":\"function_call_output\",\"call_id\":\"call_a\",\"output\":\"42\"}]")
                .doesNotContain("tool_choice");
        assertThat(bench.get("/v1/threads/" + thread + "/runs/" + run).text())
                .contains("\"status\":\"completed\"")
                .contains("\"usage\":{\"prompt_tokens\":8,\"completion_tokens\":10,\"total_tokens\":18,");
    }

    @Test
    void aToolThatMustBeCalledMustBeCalledOnce() {
        String assistant = bench.assistant("," + TOOL);
        String thread = bench.thread("Hi");
        bench.models.streams(calls(0, "call_a", "f", "{}"), stops("tool_calls", 1, 1));
        String run = run(thread, assistant, ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}}");
        assertThat(bench.models.asked(0))
                .contains("\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}}");
        bench.models.streams(says("ok"), stops("stop", 1, 1));
        bench.post(
                "/v1/threads/" + thread + "/runs/" + run + "/submit_tool_outputs",
                "{\"tool_outputs\":[{\"tool_call_id\":\"call_a\",\"output\":\"1\"}]}");
        assertThat(bench.models.asked(1)).contains("\"tools\":").doesNotContain("tool_choice");
    }

    @Test
    void theLastMessagesOnly() {
        String assistant = bench.assistant("");
        String thread = bench.thread("one");
        for (String text : new String[] {"two", "three"}) {
            bench.post("/v1/threads/" + thread + "/messages", "{\"role\":\"user\",\"content\":\"" + text + "\"}");
        }
        bench.models.streams(says("ok"), stops("stop", 1, 1));
        run(thread, assistant, ",\"truncation_strategy\":{\"type\":\"last_messages\",\"last_messages\":2}");
        assertThat(bench.models.asked(0)).contains("two").contains("three").doesNotContain("one");
    }

    @Test
    void whatDoesNotFitIsLeftOutInTheMiddle() {
        String assistant = bench.assistant("");
        String thread = bench.thread("first");
        String filler = "x".repeat(600);
        for (String text : new String[] {"second " + filler, "third " + filler, "last"}) {
            bench.post("/v1/threads/" + thread + "/messages", "{\"role\":\"user\",\"content\":\"" + text + "\"}");
        }
        bench.models.streams(says("ok"), stops("stop", 1, 1));
        run(thread, assistant, ",\"max_prompt_tokens\":512");
        assertThat(bench.models.asked(0)).contains("first").contains("last").doesNotContain("second");
    }

    @Test
    void whatCannotFitAtAllEndsTheRun() {
        String assistant = bench.assistant("");
        String thread = bench.thread("x".repeat(2000));
        String run = run(thread, assistant, ",\"max_prompt_tokens\":256");
        assertThat(bench.get("/v1/threads/" + thread + "/runs/" + run).text())
                .contains("\"status\":\"incomplete\"")
                .contains("\"incomplete_details\":{\"reason\":\"max_prompt_tokens\"}");
        assertThat(bench.models.calls).isEmpty();
    }

    @Test
    void whereNoUserSaidAnythingTheInstructionsAreWhatAUserSays() {
        String assistant = bench.assistant(",\"instructions\":\"Say hello.\"");
        String thread = bench.post("/v1/threads", "{}").id();
        bench.models.streams(says("ok"), stops("stop", 1, 1));
        run(thread, assistant, "");
        assertThat(bench.models.asked(0)).contains("\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]");
    }

    @Test
    void tokensOfAllTurnsCount() {
        String assistant = bench.assistant("," + TOOL);
        String thread = bench.thread("Hi");
        bench.models.streams(calls(0, "call_a", "f", "{}"), stops("tool_calls", 10, 30));
        String run = run(thread, assistant, ",\"max_completion_tokens\":100");
        bench.models.streams(calls(0, "call_b", "f", "{}"), stops("tool_calls", 10, 70));
        String at = "/v1/threads/" + thread + "/runs/" + run;
        bench.post(at + "/submit_tool_outputs", "{\"tool_outputs\":[{\"tool_call_id\":\"call_a\"}]}");
        assertThat(bench.models.asked(1)).contains("\"max_completion_tokens\":70");
        bench.post(at + "/submit_tool_outputs", "{\"tool_outputs\":[{\"tool_call_id\":\"call_b\"}]}");
        assertThat(bench.get(at).text())
                .contains("\"status\":\"incomplete\"")
                .contains("\"reason\":\"max_completion_tokens\"")
                .contains("\"completion_tokens\":100");
        assertThat(bench.models.calls).hasSize(2);
    }

    @Test
    void inWhoseNameAModelIsCalled() {
        bench.as("alice");
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        bench.models.streams(says("ok"), stops("stop", 1, 1));
        run(thread, assistant, "");
        assertThat(bench.models.calls.get(0).principal().name()).isEqualTo("alice");
    }
}
