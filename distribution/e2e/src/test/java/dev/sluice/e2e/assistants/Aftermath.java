package dev.sluice.e2e.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.json.JsonNode;
import dev.sluice.e2e.support.Caller;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;

/** What must be there of a talk when all is over. */
final class Aftermath {
    private final Caller caller;

    Aftermath(Caller caller) {
        this.caller = caller;
    }

    /** Fails if something is not as it was acknowledged; how many objects there are. */
    int check(Talk talk) throws IOException, InterruptedException {
        JsonNode run = get("/threads/" + talk.thread() + "/runs/" + talk.run());
        assertThat(Json.text(run, "status")).as("%s", talk).isEqualTo(talk.status());
        assertThat(talk.status()).as("%s", talk).isIn("completed", "failed");
        if (!talk.file().isEmpty()) {
            HttpResponse<String> content = caller.get("/files/" + talk.file() + "/content");
            assertThat(content.body()).as("file of %s", talk).isEqualTo(talk.said());
        }
        int written = messages(talk) + steps(talk, run);
        events(talk);
        return (talk.file().isEmpty() ? 2 : 3) + written;
    }

    /** Each once, and no more than one that the run wrote. */
    private int messages(Talk talk) throws IOException, InterruptedException {
        List<JsonNode> all = Json.list(get("/threads/" + talk.thread() + "/messages?limit=100&order=asc"), "data");
        List<String> ids = all.stream().map(message -> Json.text(message, "id")).toList();
        assertThat(ids).as("messages of %s", talk).doesNotHaveDuplicates().containsAll(talk.messages());
        assertThat(Json.text(all.get(0), "content", "0", "text", "value")).isEqualTo(talk.said());
        List<JsonNode> written = all.stream()
                .filter(message -> Json.text(message, "run_id").equals(talk.run()))
                .toList();
        if (talk.status().equals("completed")) {
            assertThat(written).as("answers of %s", talk).hasSize(1);
            assertThat(Json.text(written.get(0), "content", "0", "text", "value"))
                    .isEqualTo("You said: " + (talk.calls() ? "out of " : "") + talk.said());
        } else {
            assertThat(written).as("answers of %s", talk).hasSizeLessThan(2);
        }
        assertThat(written)
                .as("%s", talk)
                .extracting(message -> Json.text(message, "status"))
                .allMatch(status -> status.equals(talk.status().equals("completed") ? "completed" : "incomplete"));
        return ids.size();
    }

    private int steps(Talk talk, JsonNode run) throws IOException, InterruptedException {
        List<JsonNode> all = Json.list(get("/threads/" + talk.thread() + "/runs/" + talk.run() + "/steps"), "data");
        assertThat(all)
                .as("steps of %s", talk)
                .noneMatch(step -> Json.text(step, "status").equals("in_progress"));
        if (talk.status().equals("completed")) {
            assertThat(all)
                    .as("steps of %s", talk)
                    .extracting(step -> Json.text(step, "type"))
                    .isEqualTo(talk.calls() ? List.of("message_creation", "tool_calls") : List.of("message_creation"));
        }
        assertThat(all.stream()
                        .mapToLong(step -> Json.number(step, "usage", "total_tokens"))
                        .sum())
                .as("tokens of %s", talk)
                .isEqualTo(Json.number(run, "usage", "total_tokens"));
        return all.size();
    }

    /** Numbered from one on, without a gap, the end of the run last. */
    private void events(Talk talk) throws IOException, InterruptedException {
        HttpResponse<String> answer = caller.get("/threads/" + talk.thread() + "/runs/" + talk.run() + "/events");
        String[] frames = answer.body().strip().split("\n\n", -1);
        for (int i = 0; i < frames.length - 1; i++) {
            assertThat(frames[i].split("\n", -1)).as("event %s of %s", i, talk).contains("id: " + (i + 1));
        }
        assertThat(Arrays.asList(frames[frames.length - 2].split("\n", -1)))
                .as("last event of %s", talk)
                .contains("event: thread.run." + talk.status());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = caller.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return Json.of(answer);
    }
}
