package dev.sluice.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.log.Route;
import dev.sluice.core.log.Usage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls an answer's usage is counted for. */
class MeteringTest {
    @ParameterizedTest
    @CsvSource({
        "POST, /v1/chat/completions, STATED",
        "POST, /openai/deployments/x/chat/completions, STATED",
        "POST, /engines/x/completions, STATED",
        "POST, /v1/responses, STATED",
        "POST, /v1/unheard_of, STATED",
        "POST, /v1/threads/runs, RUN",
        "POST, /v1/threads/thread_1/runs, RUN",
        "POST, /v1/threads/thread_1/runs/run_1/submit_tool_outputs, RUN",
        "POST, /v1/batches, LATER",
        "POST, /v1/fine_tuning/jobs, LATER",
        "POST, /v1/evals/eval_1/runs, LATER",
        "GET, /v1/realtime, LATER",
        // These show what was counted when it was made.
        "GET, /v1/responses/resp_1, NOTHING",
        "GET, /v1/threads/thread_1/runs/run_1, NOTHING",
        "HEAD, /v1/unheard_of, NOTHING",
        "DELETE, /v1/unheard_of, NOTHING",
        "POST, /v1/responses/resp_1/cancel, NOTHING",
        "POST, /v1/threads/thread_1/runs/run_1/cancel, NOTHING",
        "POST, /v1/assistants, NOTHING",
        "POST, /v1/threads, NOTHING",
        "POST, /v1/files, NOTHING",
    })
    void ofCalls(String method, String path, Metering expected) {
        Metering metering = Metering.of(Route.of(method, path));
        assertThat(metering).isEqualTo(expected);
        assertThat(metering.unstated()).isEqualTo(expected == Metering.NOTHING ? Usage.NOTHING : Usage.UNKNOWN);
    }
}
