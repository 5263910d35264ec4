package dev.sluice.provider.local.assistants.turn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The rows of section G.6 of the contract. */
class ResponsesTranslatorTest {
    private final Told told = new Told();
    private final ResponsesTranslator translator = new ResponsesTranslator(told);

    private void event(String type, String more) {
        translator.accept(Told.json("{\"type\":\"response." + type + "\"" + more + "}"));
    }

    private void added(int index, String item) {
        event("output_item.added", ",\"output_index\":" + index + ",\"item\":{" + item + "}");
    }

    private void done(int index, String item) {
        event("output_item.done", ",\"output_index\":" + index + ",\"item\":{" + item + "}");
    }

    private void text(int index, String text) {
        event("output_text.delta", ",\"output_index\":" + index + ",\"content_index\":0,\"delta\":\"" + text + "\"");
    }

    private void arguments(int index, String text) {
        event("function_call_arguments.delta", ",\"output_index\":" + index + ",\"delta\":\"" + text + "\"");
    }

    private static String call(String id, String name, String arguments) {
        return "\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"" + id + "\",\"name\":\"" + name
                + "\",\"arguments\":\"" + arguments + "\"";
    }

    private void assertTold(String... expected) {
        assertThat(told.all).containsExactly(expected);
    }

    @Test
    void aMessageAfterThoughts() {
        event("created", "");
        event("in_progress", "");
        added(0, "\"type\":\"reasoning\",\"id\":\"rs_1\"");
        event("reasoning_summary_text.delta", ",\"output_index\":0,\"delta\":\"hm\"");
        done(0, "\"type\":\"reasoning\",\"id\":\"rs_1\",\"encrypted_content\":\"x\"");
        added(1, "\"type\":\"message\"");
        text(1, "Hel");
        text(1, "lo");
        event("refusal.delta", ",\"output_index\":1,\"delta\":\"No\"");
        event("output_text.done", ",\"output_index\":1,\"text\":\"Hello\"");
        done(1, "\"type\":\"message\"");
        event(
                "completed",
                ",\"response\":{\"usage\":{\"input_tokens\":5,\"output_tokens\":7,\"total_tokens\":12,"
                        + "\"input_tokens_details\":{\"cached_tokens\":3},\"output_tokens_details\":"
                        + "{\"reasoning_tokens\":2}}}");
        assertTold(
                "item reasoning",
                "text Hel",
                "text lo",
                "refusal No",
                "end message",
                "item message",
                "usage 5 7 12 3 2",
                "finish STOP");
        assertThat(translator.end()).isTrue();
    }

    @Test
    void functionCalls() {
        added(0, call("call_a", "f", ""));
        arguments(0, "{}");
        event("function_call_arguments.done", ",\"output_index\":0,\"arguments\":\"{}\"");
        done(0, call("call_a", "f", "{}"));
        added(1, call("call_b", "g", ""));
        done(1, call("call_b", "g", "{1}"));
        added(2, call("call_c", "h", ""));
        done(2, call("call_c", "h", ""));
        assertTold(
                "call 0 call_a f",
                "arguments 0 {}",
                "item function_call",
                "call 1 call_b g",
                "arguments 1 {1}",
                "item function_call",
                "call 2 call_c h",
                "arguments 2 {}",
                "item function_call");
    }

    @Test
    void itemsThatAreMixedAreToldOneAtATime() {
        added(0, "\"type\":\"message\"");
        added(1, call("call_a", "f", ""));
        text(0, "one");
        arguments(1, "{}");
        added(2, call("call_b", "g", ""));
        text(0, "two");
        done(1, call("call_a", "f", "{}"));
        assertTold("text one", "text two");
        done(0, "\"type\":\"message\"");
        assertTold(
                "text one",
                "text two",
                "end message",
                "item message",
                "call 1 call_a f",
                "arguments 1 {}",
                "item function_call",
                "call 2 call_b g");
    }

    @Test
    void theCodeInterpreter() {
        added(0, "\"type\":\"code_interpreter_call\",\"id\":\"ci_1\"");
        event("code_interpreter_call_code.delta", ",\"output_index\":0,\"delta\":\"print(1)\"");
        done(0, "\"type\":\"code_interpreter_call\",\"outputs\":[{\"type\":\"logs\",\"logs\":\"1\\n\"}]");
        assertTold("code", "code piece print(1)", "outputs logs 1\n", "item code_interpreter_call");
    }

    @Test
    void codeThatCameAsAWholeAndItsPicture() {
        added(0, "\"type\":\"code_interpreter_call\"");
        done(
                0,
                "\"type\":\"code_interpreter_call\",\"code\":\"plot()\",\"outputs\":[{\"type\":\"image\",\"url\":\"data:x\"},"
                        + "{\"type\":\"hologram\"}]");
        assertTold("code", "code piece plot()", "outputs image data:x", "item code_interpreter_call");
    }

    @Test
    void aSearchThatTheAccountMakes() {
        added(0, "\"type\":\"file_search_call\",\"id\":\"fs_1\"");
        event("file_search_call.in_progress", ",\"output_index\":0");
        event("file_search_call.searching", ",\"output_index\":0");
        event("file_search_call.completed", ",\"output_index\":0");
        done(
                0,
                "\"type\":\"file_search_call\",\"id\":\"fs_1\",\"queries\":[\"cake\"],\"results\":[{\"file_id\":\"file-1\","
                        + "\"filename\":\"foods.txt\",\"score\":0.68,\"attributes\":{\"n\":1},\"text\":\"Filip: cake\"}]");
        assertTold("search", "found file-1 foods.txt 0.68 [n] Filip: cake", "item file_search_call");
    }

    @Test
    void whatTextsCite() {
        added(0, "\"type\":\"message\"");
        event("content_part.added", ",\"output_index\":0,\"content_index\":0,\"part\":{}");
        text(0, "Cake.");
        annotation("\"type\":\"file_citation\",\"file_id\":\"file-1\",\"filename\":\"foods.txt\",\"index\":5");
        annotation("\"type\":\"container_file_citation\",\"container_id\":\"cntr_1\",\"file_id\":\"cfile_1\","
                + "\"filename\":\"out.csv\",\"start_index\":1,\"end_index\":4");
        annotation("\"type\":\"url_citation\",\"url\":\"https://x\"");
        event("content_part.added", ",\"output_index\":0,\"content_index\":1,\"part\":{}");
        text(0, "More.");
        done(0, "\"type\":\"message\",\"status\":\"completed\"");
        assertTold(
                "part",
                "text Cake.",
                "cite file-1 foods.txt",
                "made cntr_1 cfile_1 out.csv 1-4",
                "part",
                "text More.",
                "end message",
                "item message");
    }

    private void annotation(String annotation) {
        event("output_text.annotation.added", ",\"output_index\":0,\"annotation\":{" + annotation + "}");
    }

    @Test
    void aMessageThatIsCutOffEndsWithItsResponse() {
        added(0, "\"type\":\"message\"");
        text(0, "Hel");
        done(0, "\"type\":\"message\",\"status\":\"incomplete\"");
        event("incomplete", ",\"response\":{\"incomplete_details\":{\"reason\":\"max_output_tokens\"}}");
        assertTold("text Hel", "item message", "finish LENGTH");
    }

    @Test
    void toolsThatNobodyOffered() {
        added(0, "\"type\":\"web_search_call\"");
        done(0, "\"type\":\"web_search_call\"");
        added(1, "\"type\":\"mcp_call\"");
        done(1, "\"type\":\"mcp_call\"");
        assertTold("item web_search_call", "item mcp_call");
    }

    @Test
    void aResponseThatSomebodyStopped() {
        event("cancelled", ",\"response\":{\"status\":\"cancelled\"}");
        translator.accept(Told.json("{\"object\":\"response\",\"status\":\"cancelled\",\"output\":[]}"));
        assertTold("cancelled", "cancelled");
    }

    @Test
    void whyAResponseStopped() {
        event("incomplete", ",\"response\":{\"incomplete_details\":{\"reason\":\"max_output_tokens\"}}");
        event("incomplete", ",\"response\":{\"incomplete_details\":{\"reason\":\"content_filter\"}}");
        assertTold("finish LENGTH", "finish CONTENT_FILTER");
    }

    @Test
    void failures() {
        event("failed", ",\"response\":{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"slow down\"}}");
        translator.accept(Told.json("{\"type\":\"error\",\"code\":\"server_error\",\"message\":\"secret\"}"));
        assertTold("fail RATE_LIMIT_EXCEEDED slow down", "fail SERVER_ERROR Sorry, something went wrong.");
    }

    @Test
    void aResponseThatWasNotStreamed() {
        translator.accept(Told.json("{\"object\":\"response\",\"status\":\"completed\",\"output\":["
                + "{\"type\":\"reasoning\"},{\"type\":\"message\",\"content\":[{\"type\":\"output_text\","
                + "\"text\":\"Hi\"}]},{" + call("call_a", "f", "{}") + "}],\"usage\":{\"input_tokens\":1,"
                + "\"output_tokens\":2}}"));
        assertTold(
                "item reasoning",
                "part",
                "text Hi",
                "end message",
                "item message",
                "call 2 call_a f",
                "arguments 2 {}",
                "item function_call",
                "usage 1 2 3 0 0",
                "finish STOP");
    }

    @Test
    void aStreamThatBreaksOffIsNotComplete() {
        added(0, "\"type\":\"message\"");
        text(0, "Hel");
        assertThat(translator.end()).isFalse();
    }
}
