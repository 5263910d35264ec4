package dev.sluice.e2e.assistants;

import dev.sluice.core.json.JsonNode;
import dev.sluice.e2e.support.Caller;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What one client does: a file now and then, a thread, a run on it, its outputs, and a message when the run is over. A call whose answer never came
 * is made again, or found out about. Used by one thread at a time.
 */
final class Talk {
    private static final Set<String> OVER = Set.of("completed", "incomplete", "failed", "cancelled", "expired");

    private final Caller caller;
    private final String assistant;
    private final String said;
    private final boolean calls;
    private final boolean streamed;
    private final List<String> messages = new ArrayList<>();
    private Stage stage;
    private boolean asked;
    private String file = "";
    private String thread = "";
    private String run = "";
    private String status = "";

    private enum Stage {
        FILE,
        THREAD,
        RUN,
        WATCH,
        SAY,
        OVER
    }

    /**
     * A talk that has not begun.
     *
     * @param assistant calls a function if {@code calls}, else none
     */
    Talk(Caller caller, int number, String assistant, boolean calls) {
        this.caller = caller;
        this.assistant = assistant;
        this.said = "talk " + number;
        this.calls = calls;
        this.streamed = number % 3 == 0;
        this.stage = number % 5 == 0 ? Stage.FILE : Stage.THREAD;
    }

    /** The file that was acknowledged; empty where there is none. It holds what was said. */
    String file() {
        return file;
    }

    String thread() {
        return thread;
    }

    String run() {
        return run;
    }

    /** How its run ended. */
    String status() {
        return status;
    }

    boolean calls() {
        return calls;
    }

    String said() {
        return said;
    }

    /** The messages that were acknowledged. */
    List<String> messages() {
        return messages;
    }

    boolean isOver() {
        return stage == Stage.OVER;
    }

    /** Whether it waits for its run. */
    boolean isWatching() {
        return stage == Stage.WATCH;
    }

    @Override
    public String toString() {
        return said + " (" + stage + " " + thread + " " + run + " " + status + ")";
    }

    /** Makes the next call; whether anybody answered. */
    boolean step() throws InterruptedException {
        try {
            switch (stage) {
                case FILE -> upload();
                case THREAD -> begin();
                case RUN -> start();
                case WATCH -> watch();
                case SAY -> say();
                case OVER -> throw new IllegalStateException("It is over");
            }
            return true;
        } catch (IOException nobodyAnswers) {
            // It is not known whether the call was heard.
            return false;
        }
    }

    private void upload() throws IOException, InterruptedException {
        String field = "--b\r\nContent-Disposition: form-data; name=";
        String form = field + "\"purpose\"\r\n\r\nuser_data\r\n" + field + "\"file\"; filename=\"said.txt\"\r\n\r\n"
                + said + "\r\n--b--\r\n";
        HttpResponse<String> answer = checked(caller.post("/files", "multipart/form-data; boundary=b", form), "file");
        file = Json.text(Json.of(answer), "id");
        stage = Stage.THREAD;
    }

    private void begin() throws IOException, InterruptedException {
        JsonNode made = post("/threads", "{\"messages\":[{\"role\":\"user\",\"content\":\"" + said + "\"}]}");
        thread = Json.text(made, "id");
        stage = Stage.RUN;
    }

    private void start() throws IOException, InterruptedException {
        if (asked) {
            List<JsonNode> runs = Json.list(get("/threads/" + thread + "/runs"), "data");
            if (runs.size() > 1) {
                throw new AssertionError("Two runs of " + this);
            }
            if (!runs.isEmpty()) {
                began(Json.text(runs.get(0), "id"));
                return;
            }
        }
        asked = true;
        String body = "{\"assistant_id\":\"" + assistant + "\",\"stream\":" + streamed + "}";
        HttpResponse<String> answer =
                checked(caller.post("/threads/" + thread + "/runs", "application/json", body), "run");
        String events = answer.body();
        began(
                streamed
                        ? events.substring(events.indexOf("run_"), events.indexOf('"', events.indexOf("run_")))
                        : Json.text(Json.of(answer), "id"));
    }

    private void began(String id) {
        run = id;
        stage = Stage.WATCH;
    }

    private void watch() throws IOException, InterruptedException {
        JsonNode now = get("/threads/" + thread + "/runs/" + run);
        status = Json.text(now, "status");
        if (status.equals("requires_action")) {
            List<String> outputs = new ArrayList<>();
            for (JsonNode call : Json.list(now, "required_action", "submit_tool_outputs", "tool_calls")) {
                outputs.add("{\"tool_call_id\":\"" + Json.text(call, "id") + "\",\"output\":\"out of " + said + "\"}");
            }
            post(
                    "/threads/" + thread + "/runs/" + run + "/submit_tool_outputs",
                    "{\"tool_outputs\":[" + String.join(",", outputs) + "]}");
        } else if (OVER.contains(status)) {
            stage = Stage.SAY;
        }
    }

    private void say() throws IOException, InterruptedException {
        JsonNode made = post("/threads/" + thread + "/messages", "{\"role\":\"user\",\"content\":\"thanks\"}");
        messages.add(Json.text(made, "id"));
        stage = Stage.OVER;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return Json.of(checked(caller.get(path), path));
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        return Json.of(checked(caller.post(path, "application/json", body), path));
    }

    private HttpResponse<String> checked(HttpResponse<String> answer, String what) {
        if (answer.statusCode() != 200) {
            throw new AssertionError(what + " of " + this + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }
}
