package dev.sluice.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.log.AnswerFacts;
import dev.sluice.core.log.Usage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What an answer says of itself; {@code AnswerTapTest} and {@code EndingsTest} have what it says of usage. */
class AnswerMeterTest {
    private static AnswerMeter read(Metering metering, boolean events, String... documents) {
        AnswerMeter meter = new AnswerMeter(metering, events);
        for (String document : documents) {
            byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < bytes.length; i += 3) {
                meter.document(ByteBuffer.wrap(bytes, i, Math.min(3, bytes.length - i)));
            }
            meter.documentEnd();
        }
        meter.end();
        return meter;
    }

    @Test
    void theFactsOfAnAnswer() {
        AnswerFacts facts = read(
                        Metering.STATED,
                        false,
                        "{\"id\":\"chatcmpl-1\",\"model\":\"gpt-4o-2024-08-06\",\"service_tier\":\"flex\",\"choices\":["
                                + "{\"message\":{\"id\":\"not-this\",\"content\":\"{\\\"id\\\":\\\"nor-this\\\"}\"},"
                                + "\"finish_reason\":\"stop\"},{\"finish_reason\":\"length\"}]}")
                .facts();
        assertThat(facts.id()).contains("chatcmpl-1");
        assertThat(facts.model()).contains("gpt-4o-2024-08-06");
        assertThat(facts.serviceTier()).contains("flex");
        assertThat(facts.finishReasons()).containsExactly("stop", "length");
        assertThat(facts.chunks()).isZero();
    }

    @Test
    void aStreamHasAsManyPiecesAsItHasObjects() {
        AnswerFacts facts = read(
                        Metering.STATED,
                        true,
                        "{\"id\":\"resp_1\",\"choices\":[{\"finish_reason\":null}]}",
                        "{\"id\":\"resp_2\",\"choices\":[{\"finish_reason\":\"stop\"}]}",
                        "",
                        "[DONE]")
                .facts();
        assertThat(facts.chunks()).isEqualTo(2);
        assertThat(facts.id()).as("every event says the same").contains("resp_1");
        assertThat(facts.finishReasons()).containsExactly("stop");
    }

    @Test
    void whatAnAnswerSaysWithoutEndTakesBoundedMemory() {
        String reason = "{\"finish_reason\":\"stop\"},";
        AnswerFacts facts = read(
                        Metering.STATED,
                        false,
                        "{\"id\":\"" + "x".repeat(5000) + "\",\"choices\":[" + reason.repeat(5000) + "{}]}")
                .facts();
        assertThat(facts.id()).isEmpty();
        assertThat(facts.finishReasons()).hasSize(8);
    }

    @Test
    void paidToolsAreThoseOfTheOutput() {
        assertThat(read(Metering.STATED, false, "{\"output\":[{\"type\":\"web_search_call\"}]}")
                        .usedPaidTools())
                .isTrue();
        assertThat(read(Metering.STATED, true, "{\"response\":{\"output\":[{\"type\":\"code_interpreter_call\"}]}}")
                        .usedPaidTools())
                .isTrue();
        assertThat(read(
                                Metering.STATED,
                                false,
                                "{\"tools\":[{\"type\":\"web_search_call\"}],\"output\":[{\"type\":\"function_call\","
                                        + "\"content\":[{\"type\":\"web_search_call\"}]}]}")
                        .usedPaidTools())
                .isFalse();
    }

    /** Each step of a run tells its own usage; the run tells the sum. */
    @Test
    void theStepsOfARunAreTheLeastUntilTheRunHasSpoken() {
        String step = "{\"object\":\"thread.run.step\",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,"
                + "\"total_tokens\":7}}";
        String run = step.replace(".step", "").replace("3", "7").replace(":7}", ":11}");
        assertThat(read(Metering.RUN, true, step, step).usage(false))
                .isEqualTo(Usage.ofTokens(6, 8, 14).atLeast());
        assertThat(read(Metering.RUN, true, step, step).usage(true)).isEqualTo(Usage.UNKNOWN);
        assertThat(read(Metering.RUN, true, step, run).usage(true)).isEqualTo(Usage.ofTokens(7, 4, 11));
    }

    @Test
    void whatIsDoneLaterOrCostsNothingIsNotReadFromTheAnswer() {
        String usage = "{\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0}}";
        assertThat(read(Metering.LATER, false, usage).usage(true)).isEqualTo(Usage.UNKNOWN);
        assertThat(read(Metering.NOTHING, false, usage).usage(true)).isEqualTo(Usage.NOTHING);
    }
}
