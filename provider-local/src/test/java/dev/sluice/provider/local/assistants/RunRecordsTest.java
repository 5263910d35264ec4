package dev.sluice.provider.local.assistants;

import static dev.sluice.provider.local.assistants.ScriptedModels.calls;
import static dev.sluice.provider.local.assistants.ScriptedModels.says;
import static dev.sluice.provider.local.assistants.ScriptedModels.stops;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.log.LogEvent;
import dev.sluice.core.log.LogEvent.RunEnded;
import dev.sluice.core.log.LogEvent.RunStarted;
import dev.sluice.core.log.RunFacts;
import dev.sluice.core.log.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is recorded of runs. */
class RunRecordsTest {
    private final Bench bench = new Bench();

    private String run(String more) {
        String assistant = bench.assistant(more);
        String thread = bench.thread("Hi");
        return bench.post("/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\"}")
                .id();
    }

    private <T extends LogEvent> List<T> told(Class<T> type) {
        return bench.log.events().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Test
    void aRunIsASpanAndItsCallsOfModelsAreItsParts() {
        bench.models.streams(says("Hello"), stops("stop", 11, 7));
        String run = run("");
        assertThat(told(RunStarted.class))
                .singleElement()
                .satisfies(started -> assertThat(started.callId()).isEqualTo(run));
        RunEnded ended = told(RunEnded.class).get(0);
        RunFacts facts = ended.run();
        assertThat(ended.callId()).isEqualTo(run);
        assertThat(facts.status()).isEqualTo("completed");
        assertThat(facts.modelCalls()).isEqualTo(1);
        assertThat(facts.usage()).isEqualTo(Usage.ofTokens(11, 7, 18));
        assertThat(facts.trace()).isEqualTo(told(RunStarted.class).get(0).trace());
        assertThat(bench.models.calls.get(0).headers().first("traceparent"))
                .contains(facts.trace().traceparent());
    }

    @Test
    void aRunThatWaitsIsOverForNow() {
        bench.models.streams(calls(0, "call_1", "f", "{}"), stops("tool_calls", 1, 1));
        run(",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]");
        assertThat(told(RunEnded.class))
                .singleElement()
                .satisfies(ended -> assertThat(ended.run().status()).isEqualTo("requires_action"));
    }

    @Test
    void aRunThatFailsSaysWhy() {
        bench.models.answers(429, "{\"error\":{\"message\":\"slow down\"}}");
        run("");
        assertThat(told(RunEnded.class)).singleElement().satisfies(ended -> {
            assertThat(ended.run().status()).isEqualTo("failed");
            assertThat(ended.run().errorCode()).contains("rate_limit_exceeded");
        });
    }
}
