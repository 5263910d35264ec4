package dev.sluice.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The order of a run's events, and the lock it holds. */
@Timeout(30)
final class FakeRunsTest {
    private static final String TOOL =
            "{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\","
                    + "\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}}}";

    private final FakeOpenAi fake = FakeOpenAi.start("sk-one");
    private final Client client = new Client(fake, "sk-one");

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void a_plain_answer_comes_in_the_order_of_the_real_service() throws Exception {
        String thread = thread();
        String assistant = assistant("[]");

        HttpResponse<String> stream = client.post(runs(thread), run(assistant, true));

        assertThat(stream.headers().firstValue("content-type")).contains("text/event-stream; charset=utf-8");
        assertThat(events(stream))
                .containsExactly(
                        "thread.run.created",
                        "thread.run.queued",
                        "thread.run.in_progress",
                        "thread.run.step.created",
                        "thread.run.step.in_progress",
                        "thread.message.created",
                        "thread.message.in_progress",
                        "thread.message.delta",
                        "thread.message.delta",
                        "thread.message.delta",
                        "thread.message.completed",
                        "thread.run.step.completed",
                        "thread.run.completed",
                        "done");
        assertThat(client.get("/threads/" + thread + "/messages").body()).contains("You said: hello");
    }

    @Test
    void built_in_tools_are_used_before_the_answer_which_cites() throws Exception {
        String thread = thread();
        String assistant = assistant("[{\"type\":\"file_search\"},{\"type\":\"code_interpreter\"}]");

        HttpResponse<String> stream = client.post(runs(thread), run(assistant, true));

        assertThat(events(stream).subList(3, 18))
                .containsExactly(
                        "thread.run.step.created",
                        "thread.run.step.in_progress",
                        "thread.run.step.delta",
                        "thread.run.step.completed",
                        "thread.run.step.created",
                        "thread.run.step.in_progress",
                        "thread.run.step.delta",
                        "thread.run.step.delta",
                        "thread.run.step.delta",
                        "thread.run.step.delta",
                        "thread.run.step.delta",
                        "thread.run.step.completed",
                        "thread.run.step.created",
                        "thread.run.step.in_progress",
                        "thread.message.created");
        assertThat(client.get("/threads/" + thread + "/messages").body())
                .contains("You said: hello【4:0†notes.txt】", "\"start_index\":15", "\"end_index\":30", "file_citation");
    }

    @Test
    void a_function_call_waits_for_its_output_and_locks_the_thread() throws Exception {
        String thread = thread();
        String assistant = assistant("[" + TOOL + "]");

        HttpResponse<String> stream = client.post(runs(thread), run(assistant, true));

        assertThat(events(stream))
                .containsExactly(
                        "thread.run.created",
                        "thread.run.queued",
                        "thread.run.in_progress",
                        "thread.run.step.created",
                        "thread.run.step.in_progress",
                        "thread.run.step.delta",
                        "thread.run.step.delta",
                        "thread.run.requires_action",
                        "done");
        String run = Client.idOf(stream);
        assertThat(client.post("/threads/" + thread + "/messages", "{\"role\":\"user\",\"content\":\"more\"}")
                        .body())
                .contains("Can't add messages to " + thread + " while a run " + run + " is active.");
        assertThat(client.post(runs(thread), run(assistant, false)).body())
                .contains("Thread " + thread + " already has an active run " + run + ".");

        HttpResponse<String> resumed = client.post(
                runs(thread) + "/" + run + "/submit_tool_outputs",
                "{\"stream\":true,\"tool_outputs\":[{\"tool_call_id\":\"" + call(stream)
                        + "\",\"output\":\"sunny\"}]}");

        assertThat(events(resumed))
                .startsWith("thread.run.step.completed", "thread.run.queued", "thread.run.in_progress")
                .endsWith("thread.message.completed", "thread.run.step.completed", "thread.run.completed", "done");
        assertThat(client.get(runs(thread) + "/" + run + "/steps").body()).contains("\"output\":\"sunny\"");
    }

    @Test
    void outputs_for_other_calls_are_refused() throws Exception {
        String thread = thread();
        HttpResponse<String> run = client.post(runs(thread), run(assistant("[" + TOOL + "]"), false));

        HttpResponse<String> refused = client.post(
                runs(thread) + "/" + Client.idOf(run) + "/submit_tool_outputs",
                "{\"tool_outputs\":[{\"tool_call_id\":\"call_x\",\"output\":\"sunny\"}]}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("got ['call_x']");
    }

    @Test
    void a_waiting_run_can_be_cancelled_once() throws Exception {
        String thread = thread();
        String cancel = runs(thread) + "/"
                + Client.idOf(client.post(runs(thread), run(assistant("[" + TOOL + "]"), false))) + "/cancel";

        assertThat(client.post(cancel, "").body()).contains("\"status\":\"cancelling\"");
        assertThat(client.post(cancel, "").body()).contains("Cannot cancel run with status 'cancelled'.");
    }

    private String thread() throws Exception {
        return Client.idOf(client.post("/threads", "{\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"));
    }

    private String assistant(String tools) throws Exception {
        return Client.idOf(client.post("/assistants", "{\"model\":\"gpt-4o\",\"tools\":" + tools + "}"));
    }

    private static String runs(String thread) {
        return "/threads/" + thread + "/runs";
    }

    private static String run(String assistant, boolean stream) {
        return "{\"assistant_id\":\"" + assistant + "\",\"stream\":" + stream + "}";
    }

    private static String call(HttpResponse<String> stream) {
        Matcher call = Pattern.compile("call_[A-Za-z0-9]+").matcher(stream.body());
        assertThat(call.find()).isTrue();
        return call.group();
    }

    private static List<String> events(HttpResponse<String> stream) {
        return stream.body()
                .lines()
                .filter(line -> line.startsWith("event: "))
                .map(line -> line.substring("event: ".length()))
                .toList();
    }
}
