package dev.sluice.provider.local.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.json.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages as section F of the contract has them. */
class PagingTest {
    private final Bench bench = new Bench();
    private final List<String> ids = new ArrayList<>();
    private String thread = "";
    private String path = "";

    @BeforeEach
    void fourMessages() {
        thread = bench.post("/v1/threads", "{}").id();
        path = "/v1/threads/" + thread + "/messages";
        for (int i = 1; i <= 4; i++) {
            ids.add(bench.post(path, "{\"role\":\"user\",\"content\":\"m" + i + "\"}")
                    .id());
        }
    }

    private void assertPage(String query, String expected, boolean more) {
        Bench.Reply reply = bench.get(path + query);
        assertThat(reply.status()).isEqualTo(200);
        List<String> found = reply.json().get("data").orElseThrow().elements().stream()
                .map(message -> message.get("id").flatMap(JsonNode::asText).orElseThrow())
                .toList();
        assertThat(found.stream().map(id -> "m" + (ids.indexOf(id) + 1)).collect(Collectors.joining(" ")))
                .isEqualTo(expected);
        assertThat(reply.json().get("has_more").orElseThrow().asBoolean()).contains(more);
        if (!found.isEmpty()) {
            assertThat(reply.string("first_id")).isEqualTo(found.get(0));
            assertThat(reply.string("last_id")).isEqualTo(found.get(found.size() - 1));
        }
    }

    private String m(int number) {
        return ids.get(number - 1);
    }

    @Test
    void newestFirstUnlessAskedOtherwise() {
        assertPage("", "m4 m3 m2 m1", false);
        assertPage("?order=asc", "m1 m2 m3 m4", false);
        assertPage("?limit=2", "m4 m3", true);
        assertPage("?order=asc&limit=4", "m1 m2 m3 m4", false);
    }

    @Test
    void twentyUnlessAskedOtherwise() {
        String many = bench.post(
                        "/v1/threads",
                        "{\"messages\":["
                                + String.join(",", Collections.nCopies(21, "{\"role\":\"user\",\"content\":\"x\"}"))
                                + "]}")
                .id();
        Bench.Reply page = bench.get("/v1/threads/" + many + "/messages");
        assertThat(page.json().get("data").orElseThrow().elements()).hasSize(20);
        assertThat(page.json().get("has_more").orElseThrow().asBoolean()).contains(true);
    }

    @Test
    void filesHaveLimitsOfTheirOwn() {
        assertThat(bench.get("/v1/files?limit=10000").status()).isEqualTo(200);
        assertThat(bench.get("/v1/files?limit=10001").text())
                .isEqualTo(
                        "{\"error\":{\"message\":\"Invalid 'limit': integer above maximum value. Expected a value <= 10000,"
                                + " but got 10001 instead.\",\"type\":\"invalid_request_error\",\"param\":\"limit\","
                                + "\"code\":\"integer_above_max_value\"}}");
        for (int i = 0; i < 21; i++) {
            bench.file("x.txt", "x");
        }
        assertThat(bench.get("/v1/files").json().get("data").orElseThrow().elements())
                .hasSize(21);
    }

    @Test
    void afterAndBefore() {
        assertPage("?after=" + m(3), "m2 m1", false);
        assertPage("?order=asc&limit=1&after=" + m(2), "m3", true);
        assertPage("?before=" + m(2) + "&limit=1", "m3", true);
        assertPage("?after=" + m(4) + "&before=" + m(1), "m3 m2", false);
    }

    @Test
    void whoAsksBehindTheLastGetsAnEmptyPage() {
        assertPage("?after=" + m(1), "", false);
        assertThat(bench.get(path + "?after=" + m(1)).text()).contains("\"first_id\":null,\"last_id\":null");
    }

    @Test
    void whoDeletesWhilePagingFindsTheWay() {
        bench.delete(path + "/" + m(3));
        assertPage("?after=" + m(3), "m2 m1", false);
    }

    @Test
    void placesAndValuesThatAreWrong() {
        assertThat(bench.get(path + "?after=msg_x").text())
                .isEqualTo("{\"error\":{\"message\":\"Invalid 'after': no object with id 'msg_x' is in this list.\","
                        + "\"type\":\"invalid_request_error\",\"param\":\"after\",\"code\":\"invalid_value\"}}");
        assertThat(bench.get(path + "?before=msg_x").text()).contains("\"param\":\"before\"");
        assertThat(bench.get(path + "?limit=101").text())
                .contains(
                        "Invalid 'limit': integer above maximum value. Expected a value <= 100, but got 101 instead.");
        assertThat(bench.get(path + "?limit=0").text())
                .contains("Invalid 'limit': integer below minimum value. Expected a value >= 1, but got 0 instead.");
        assertThat(bench.get(path + "?order=up").text())
                .contains("Invalid value: 'up'. Supported values are: 'asc' and 'desc'.");
    }

    @Test
    void messagesOfOneRun() {
        String assistant = bench.assistant("");
        bench.models.streams(ScriptedModels.says("Hello"), ScriptedModels.stops("stop", 1, 1));
        String run = bench.post("/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\"}")
                .id();
        assertThat(bench.get(path + "?run_id=" + run)
                        .json()
                        .get("data")
                        .orElseThrow()
                        .elements())
                .hasSize(1);
        assertThat(bench.get(path + "?run_id=run_other")
                        .json()
                        .get("data")
                        .orElseThrow()
                        .elements())
                .isEmpty();
        assertThat(bench.get("/v1/threads/" + thread + "/runs/" + run + "/steps")
                        .json()
                        .get("data")
                        .orElseThrow()
                        .elements())
                .hasSize(1);
    }

    @Test
    void threadsAreListedToTheMasterKeyOnly() {
        String first = bench.thread("one");
        String second = bench.thread("two");
        assertThat(bench.get("/v1/threads?limit=1").text())
                .contains("\"first_id\":\"" + second + "\"", "\"has_more\":true");
        assertThat(bench.get("/v1/threads?limit=1&after=" + second).text()).contains("\"first_id\":\"" + first + "\"");
        Bench.Reply refused = bench.as("team-a").get("/v1/threads");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text()).contains("must be made with the master key of this gateway");
    }
}
