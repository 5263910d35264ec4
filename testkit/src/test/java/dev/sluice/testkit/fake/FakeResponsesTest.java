package dev.sluice.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class FakeResponsesTest {
    private static final String USER = "{\"role\":\"user\",\"content\":\"how is it\"}";
    private static final String TOOLS =
            ",\"tools\":[{\"type\":\"function\",\"name\":\"weather\",\"parameters\":{\"required\":[\"city\"]}}]}";

    private final FakeOpenAi fake = FakeOpenAi.start("sk-one-0123456789");
    private final Client client = new Client(fake, "sk-one-0123456789");

    @AfterEach
    void close() {
        fake.close();
    }

    private String response(String input, String more) throws Exception {
        return client.post("/responses", "{\"model\":\"gpt-4o\",\"input\":[" + input + "]" + more)
                .body();
    }

    @Test
    void the_first_function_is_called_after_a_user_spoke() throws Exception {
        assertThat(response(USER, TOOLS))
                .contains("\"type\":\"function_call\",\"status\":\"completed\",\"arguments\":"
                        + "\"{\\\"city\\\":\\\"example city\\\"}\",\"call_id\":\"call_");
    }

    @Test
    void a_call_is_streamed_with_its_arguments_in_a_piece_of_their_own() throws Exception {
        assertThat(response(USER, ",\"stream\":true" + TOOLS).split("\n"))
                .filteredOn(line -> line.startsWith("event: "))
                .containsExactly(
                        "event: response.created",
                        "event: response.in_progress",
                        "event: response.output_item.added",
                        "event: response.function_call_arguments.delta",
                        "event: response.function_call_arguments.done",
                        "event: response.output_item.done",
                        "event: response.completed");
    }

    @Test
    void what_a_function_gave_is_repeated() throws Exception {
        String call = ",{\"type\":\"function_call\",\"call_id\":\"call_1\",\"name\":\"weather\",\"arguments\":\"{}\"}";
        String output = ",{\"type\":\"function_call_output\",\"call_id\":\"call_1\",\"output\":\"sunny\"}";

        String answer = response(USER + call + output, TOOLS);

        assertThat(answer).contains("\"text\":\"You said: sunny\"");
        assertThat(client.get("/responses/" + answer.substring(7, answer.indexOf(',') - 1) + "/input_items")
                        .body())
                .contains("\"type\":\"function_call\"", "\"output\":\"sunny\"");
    }

    @Test
    void no_function_is_called_where_none_may_be() throws Exception {
        assertThat(response(USER, ",\"tool_choice\":\"none\"" + TOOLS)).contains("You said: how is it");
    }
}
