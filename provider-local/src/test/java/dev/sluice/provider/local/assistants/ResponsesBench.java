package dev.sluice.provider.local.assistants;

import java.util.List;

/** Runs on the Responses API, and what its events look like. */
final class ResponsesBench {
    static final String CODE = "{\"type\":\"code_interpreter\"}";
    static final String FUNCTION = "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}";
    static final String FOUND = "\"results\":[{\"file_id\":\"file-up\",\"filename\":\"foods.txt\",\"score\":0.68,"
            + "\"attributes\":{},\"text\":\"Filip: cake\"}]";
    /** With two deltas. */
    static final List<String> TOLD_OF_A_MESSAGE = List.of(
            "thread.run.step.created",
            "thread.run.step.in_progress",
            "thread.message.created",
            "thread.message.in_progress",
            "thread.message.delta",
            "thread.message.delta",
            "thread.message.completed",
            "thread.run.step.completed",
            "thread.run.completed",
            "done");

    final Bench bench = new Bench();

    static String event(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + members + "}\n\n";
    }

    static String item(int index, String members) {
        return event("response.output_item.added", ",\"output_index\":" + index + ",\"item\":{" + members + "}")
                + event("response.output_item.done", ",\"output_index\":" + index + ",\"item\":{" + members + "}");
    }

    static String code(int index, String outputs) {
        return item(index, "\"type\":\"code_interpreter_call\",\"code\":\"run()\",\"outputs\":[" + outputs + "]");
    }

    static String search(int index) {
        return item(index, "\"type\":\"file_search_call\",\"id\":\"fs_1\"," + FOUND);
    }

    static String message(int index, String text, String annotation) {
        return event("response.output_item.added", ",\"output_index\":" + index + ",\"item\":{\"type\":\"message\"}")
                + event("response.output_text.delta", ",\"output_index\":" + index + ",\"delta\":\"" + text + "\"")
                + (annotation.isEmpty()
                        ? ""
                        : event(
                                "response.output_text.annotation.added",
                                ",\"output_index\":" + index + ",\"annotation\":{" + annotation + "}"))
                + event(
                        "response.output_item.done",
                        ",\"output_index\":" + index + ",\"item\":{\"type\":\"message\",\"status\":\"completed\"}");
    }

    static String made(String name) {
        return "\"type\":\"container_file_citation\",\"container_id\":\"cntr_1\",\"file_id\":\"cfile_1\",\"filename\":\""
                + name + "\",\"start_index\":0,\"end_index\":0";
    }

    static String completed() {
        return event("response.completed", ",\"response\":{\"usage\":{\"input_tokens\":5,\"output_tokens\":3}}");
    }

    String assistant(String tools, String more) {
        return bench.post("/v1/assistants", "{\"model\":\"gpt-r\",\"tools\":[" + tools + "]" + more + "}")
                .id();
    }

    Events run(String assistant) {
        return bench.stream(
                "/v1/threads/" + bench.thread("Hi") + "/runs",
                "{\"assistant_id\":\"" + assistant + "\",\"stream\":true}");
    }

    static List<String> after(Events events, int number) {
        return events.names().subList(number, events.names().size());
    }

    String steps(Events events) {
        Events.Event created = events.first("thread.run.created");
        return bench.get("/v1/threads/" + created.string("thread_id") + "/runs/" + created.string("id")
                        + "/steps?order=asc")
                .masked();
    }
}
