package dev.sluice.distribution;

import java.io.IOException;

/** The Assistants API from the first object to the last: an assistant with a function, a thread, and a streamed run. */
final class AssistantsWalk {
    private static final String ASSISTANT =
            "{\"model\":\"demo\",\"name\":\"Weather\",\"instructions\":\"Answer briefly.\","
                    + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"description\":\"The weather in a"
                    + " city\",\"parameters\":{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\",\"examples\":"
                    + "[\"Oslo\"]}},\"required\":[\"city\"]}}}]}";
    private static final String THREAD =
            "{\"messages\":[{\"role\":\"user\",\"content\":\"What is the weather in Oslo?\"}]}";

    private final DemoClient client;

    AssistantsWalk(DemoClient client) {
        this.client = client;
    }

    void walk() throws IOException, InterruptedException {
        String assistant = client.id(client.post("An assistant with a function", "/v1/assistants", ASSISTANT));
        String thread = client.id(client.post("A thread with a question", "/v1/threads", THREAD));
        String path = "/v1/threads/" + thread;
        String asked = client.stream(
                "A run, streamed: the model asks for the function",
                path + "/runs",
                "{\"assistant_id\":\"" + assistant + "\",\"stream\":true,\"tool_choice\":{\"type\":\"function\","
                        + "\"function\":{\"name\":\"get_weather\"}}}");
        client.expect(asked.contains("event: thread.run.requires_action\n"));
        String run = client.id(asked);
        String told = client.stream(
                "The output of the function, and the answer, streamed",
                path + "/runs/" + run + "/submit_tool_outputs",
                "{\"stream\":true,\"tool_outputs\":[{\"tool_call_id\":\"" + client.call(asked)
                        + "\",\"output\":\"sunny\"}]}");
        client.expect(told.contains("event: thread.run.completed\n"));
        client.get("The messages of the thread", path + "/messages?order=asc");
        client.get("The run", path + "/runs/" + run);
        client.get("Its steps", path + "/runs/" + run + "/steps?order=asc");
        client.get(
                "Its last events once more, for whoever lost the stream", path + "/runs/" + run + "/events?after=38");
    }
}
