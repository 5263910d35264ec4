package dev.sluice.provider.local.assistants;

import static dev.sluice.provider.local.assistants.ScriptedModels.says;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the failures of models end runs: section D.3 of the contract. */
class ModelFailuresTest {
    private static final String SORRY = "Sorry, something went wrong.";

    private final Bench bench = new Bench();

    private Bench.Reply ended() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        String run = bench.post("/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\"}")
                .id();
        return bench.get("/v1/threads/" + thread + "/runs/" + run);
    }

    private static String error(String code, String message) {
        return "\"last_error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        429 | insufficient_quota     | You exceeded your current quota. | rate_limit_exceeded | You exceeded your current quota.
        429 | rate_limit_exceeded    | Please try again in 3.3s.        | rate_limit_exceeded | Please try again in 3.3s.
        400 | content_filter         | The prompt was filtered.         | invalid_prompt      | The prompt was filtered.
        400 | content_policy_violation | Against our policy.            | invalid_prompt      | Against our policy.
        400 | invalid_value            | Invalid 'temperature'.         | server_error        | Invalid 'temperature'.
        401 | invalid_api_key          | Incorrect API key: sk-1.       | server_error        | Sorry, something went wrong.
        500 | internal                 | Stack trace of ours.           | server_error        | Sorry, something went wrong.
        503 | overloaded               | Overloaded.                    | server_error        | Sorry, something went wrong.
        """)
    void answersThatAreErrors(int status, String code, String said, String lastCode, String lastMessage) {
        bench.models.answers(status, "{\"error\":{\"message\":\"" + said + "\",\"code\":\"" + code + "\"}}");
        Bench.Reply run = ended();
        assertThat(run.string("status")).isEqualTo("failed");
        assertThat(run.text()).contains(error(lastCode, lastMessage));
    }

    @Test
    void anAnswerThatIsNoJson() {
        bench.models.answers(200, "<html>");
        assertThat(ended().text()).contains(error("server_error", SORRY));
    }

    @Test
    void aStreamThatBreaksOff() {
        bench.models.streams(says("Hel"));
        assertThat(ended().text()).contains(error("server_error", SORRY));
    }

    @Test
    void nobodyAnswers() {
        assertThat(ended().text()).contains(error("server_error", SORRY));
    }
}
