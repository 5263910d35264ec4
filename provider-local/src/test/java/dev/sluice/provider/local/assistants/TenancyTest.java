package dev.sluice.provider.local.assistants;

import static dev.sluice.provider.local.assistants.ScriptedModels.calls;
import static dev.sluice.provider.local.assistants.ScriptedModels.stops;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.Headers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** To another key nothing exists that this one made: no object, no list, no stream, no event. */
class TenancyTest {
    private static final String ANY = "{\"metadata\":{\"a\":\"b\"}}";

    private final Bench bench = new Bench();
    private String assistant = "";
    private String thread = "";
    private String message = "";
    private String run = "";
    private String step = "";

    @BeforeEach
    void somethingOfAlice() {
        bench.as("alice");
        assistant = bench.assistant(",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]");
        thread = bench.thread("Hi");
        message = bench.get(at("/messages")).string("first_id");
        bench.models.streams(calls(0, "call_a", "f", "{}"), stops("tool_calls", 1, 1));
        run = bench.post(at("/runs"), "{\"assistant_id\":\"" + assistant + "\"}")
                .id();
        step = bench.get(at("/runs/" + run + "/steps")).string("first_id");
    }

    private String at(String path) {
        return "/v1/threads/" + thread + path;
    }

    private void assertUnknown(Bench.Reply reply, String what, String id) {
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text())
                .isEqualTo("{\"error\":{\"message\":\"No " + what + " found with id '" + id
                        + "'.\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}");
    }

    @Test
    void noObjectExists() {
        bench.as("bob");
        assertUnknown(bench.get("/v1/assistants/" + assistant), "assistant", assistant);
        assertUnknown(bench.post("/v1/assistants/" + assistant, "{\"name\":\"x\"}"), "assistant", assistant);
        assertUnknown(bench.delete("/v1/assistants/" + assistant), "assistant", assistant);
        assertUnknown(bench.get(at("")), "thread", thread);
        assertUnknown(bench.post(at(""), ANY), "thread", thread);
        assertUnknown(bench.delete(at("")), "thread", thread);
        for (String list : new String[] {"/messages", "/runs"}) {
            assertUnknown(bench.get(at(list)), "thread", thread);
        }
        assertUnknown(bench.post(at("/messages"), "{\"role\":\"user\",\"content\":\"x\"}"), "thread", thread);
        assertUnknown(bench.get(at("/messages/" + message)), "thread", thread);
        assertUnknown(bench.post(at("/messages/" + message), ANY), "thread", thread);
        assertUnknown(bench.delete(at("/messages/" + message)), "thread", thread);
        assertUnknown(bench.get(at("/runs/" + run)), "thread", thread);
        assertUnknown(bench.post(at("/runs/" + run), ANY), "thread", thread);
        assertUnknown(bench.post(at("/runs/" + run + "/cancel"), ""), "thread", thread);
        assertUnknown(
                bench.post(
                        at("/runs/" + run + "/submit_tool_outputs"),
                        "{\"tool_outputs\":[{\"tool_call_id\":\"call_a\"}]}"),
                "thread",
                thread);
        assertUnknown(bench.get(at("/runs/" + run + "/steps")), "thread", thread);
        assertUnknown(bench.get(at("/runs/" + run + "/steps/" + step)), "thread", thread);
        assertThat(bench.as("alice").get(at("/runs/" + run)).string("status")).isEqualTo("requires_action");
    }

    @Test
    void noEventIsHeard() {
        bench.as("bob");
        Bench.Reply reply = bench.call("GET", at("/runs/" + run + "/events"), null, Headers.EMPTY);
        assertUnknown(reply, "thread", thread);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void nothingCanBeUsed() {
        bench.as("bob");
        String own = bench.thread("Hello");
        assertUnknown(
                bench.post("/v1/threads/" + own + "/runs", "{\"assistant_id\":\"" + assistant + "\"}"),
                "assistant",
                assistant);
        assertUnknown(
                bench.post("/v1/threads/runs", "{\"assistant_id\":\"" + assistant + "\"}"), "assistant", assistant);
        String ownRun = "/v1/threads/" + own + "/runs/" + run;
        assertUnknown(bench.get(ownRun), "run", run);
        assertUnknown(bench.get("/v1/threads/" + own + "/messages/" + message), "message", message);
    }

    @Test
    void listsShowOnlyWhatIsOnesOwn() {
        bench.as("bob");
        String own = bench.assistant("");
        assertThat(bench.get("/v1/assistants").text()).contains(own).doesNotContain(assistant);
        Bench.Reply behind = bench.get("/v1/assistants?after=" + assistant);
        assertThat(behind.status()).isEqualTo(400);
        assertThat(behind.text()).contains("\"param\":\"after\",\"code\":\"invalid_value\"");
    }
}
