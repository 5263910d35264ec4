package dev.sluice.provider.local.assistants.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of section G.7 of the contract, and of G.8. */
class ChatTranslatorTest {
    private final Told told = new Told();
    private final AtomicInteger ids = new AtomicInteger();
    private final ChatTranslator translator = new ChatTranslator(told, () -> "call_own" + ids.incrementAndGet());

    private ChatTranslatorTest chunk(String choice) {
        translator.accept(Told.json("{\"choices\":[" + choice + "]}"));
        return this;
    }

    private ChatTranslatorTest delta(String delta) {
        return chunk("{\"index\":0,\"delta\":{" + delta + "},\"finish_reason\":null}");
    }

    private ChatTranslatorTest calls(String calls) {
        return delta("\"tool_calls\":[" + calls + "]");
    }

    private ChatTranslatorTest finish(String reason) {
        return chunk("{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}");
    }

    private void assertTold(String... expected) {
        assertThat(told.all).containsExactly(expected);
    }

    @Test
    void aRoleAloneSaysNothing() {
        delta("\"role\":\"assistant\",\"content\":\"\"").delta("\"content\":null");
        assertTold();
    }

    @Test
    void textAndRefusals() {
        delta("\"content\":\"Hel\"")
                .delta("\"content\":\"lo\"")
                .delta("\"refusal\":\"No\"")
                .finish("stop");
        assertTold("text Hel", "text lo", "refusal No", "finish STOP");
        assertThat(translator.end()).isTrue();
    }

    @Test
    void thoughtsAreNotTold() {
        delta("\"reasoning_content\":\"hm\"").delta("\"reasoning\":\"hm\"");
        assertTold();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<think>hm</think>Hi",
                "\\n<think>\\nhm</think>\\n\\nHi",
                "<think></think>Hi",
                "<|think>hm</|think>|\\n|Hi",
                "<think>a < b</thin|k>Hi"
            })
    void thoughtsAtTheBeginningOfAnAnswerAreNotTold(String answer) {
        for (String piece : answer.split("\\|", -1)) {
            delta("\"content\":\"" + piece + "\"");
        }
        finish("stop");
        assertThat(String.join("", told.all)).isEqualTo("text Hifinish STOP");
    }

    @Test
    void whatOnlyLooksLikeThoughtsIsSaid() {
        delta("\"content\":\"<th\"").delta("\"content\":\"ird> <think>\"").finish("stop");
        assertTold("text <third> <think>", "finish STOP");
    }

    @Test
    void spaceBeforeACallIsSaidBeforeIt() {
        delta("\"content\":\" \"")
                .calls("{\"index\":0,\"id\":\"call_a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}");
        assertTold("text  ", "call 0 call_a f", "arguments 0 {}");
    }

    @Test
    void thoughtsThatAreCutOff() {
        delta("\"content\":\"<think>hm\"").finish("length");
        assertTold("finish LENGTH");
    }

    @Test
    void aCallInPieces() {
        calls("{\"index\":0,\"id\":\"call_a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}")
                .calls("{\"index\":0,\"function\":{\"arguments\":\"{\\\"a\\\":\"}}")
                .calls("{\"index\":0,\"function\":{\"arguments\":\"1}\"}}")
                .finish("tool_calls");
        assertTold("call 0 call_a f", "arguments 0 {\"a\":", "arguments 0 1}", "finish STOP");
    }

    @Test
    void aCallInOneChunkIsToldInTwo() {
        calls("{\"index\":0,\"id\":\"call_a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}");
        assertTold("call 0 call_a f", "arguments 0 {}");
    }

    @Test
    void callsWhosePiecesAreMixed() {
        calls("{\"index\":1,\"id\":\"call_b\",\"function\":{\"name\":\"g\",\"arguments\":\"\"}}")
                .calls("{\"index\":0,\"id\":\"call_a\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}")
                .calls("{\"index\":1,\"function\":{\"arguments\":\"{}\"}}")
                .calls("{\"index\":0,\"function\":{\"arguments\":\"}\"}}");
        assertTold("call 0 call_b g", "call 1 call_a f", "arguments 1 {", "arguments 0 {}", "arguments 1 }");
    }

    @Test
    void callsWithoutIdsAndWithTheSameIdGetTheirOwn() {
        calls("{\"index\":0,\"id\":\"\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}")
                .calls("{\"index\":1,\"id\":\"same\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}")
                .calls("{\"index\":2,\"id\":\"same\",\"function\":{\"name\":\"h\",\"arguments\":\"{}\"}}");
        assertTold(
                "call 0 call_own1 f",
                "arguments 0 {}",
                "call 1 same g",
                "arguments 1 {}",
                "call 2 call_own2 h",
                "arguments 2 {}");
    }

    @Test
    void callsThatAllHaveTheSameIndexAreToldApartByTheirIds() {
        calls("{\"index\":0,\"id\":\"call_a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}")
                .calls("{\"index\":0,\"id\":\"call_b\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}");
        assertTold("call 0 call_a f", "arguments 0 {}", "call 1 call_b f", "arguments 1 {}");
    }

    @Test
    void callsWithoutAnIndexComeOneAfterTheOther() {
        calls("{\"id\":\"call_a\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}")
                .calls("{\"function\":{\"arguments\":\"{}\"}}")
                .calls("{\"id\":\"call_b\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}");
        assertTold("call 0 call_a f", "arguments 0 {}", "call 1 call_b g", "arguments 1 {}");
    }

    @Test
    void argumentsThatComeBeforeTheNameWait() {
        calls("{\"index\":0,\"id\":\"call_a\",\"function\":{\"arguments\":\"{\"}}")
                .calls("{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"}\"}}");
        assertTold("call 0 call_a f", "arguments 0 {", "arguments 0 }");
    }

    @Test
    void argumentsThatNeverComeAreAnEmptyObject() {
        calls("{\"index\":0,\"id\":\"call_a\",\"function\":{\"name\":\"f\"}}").finish("stop");
        assertTold("call 0 call_a f", "arguments 0 {}", "finish STOP");
    }

    @Test
    void argumentsThatAreNoJsonAreTheClientsToRead() {
        calls("{\"index\":0,\"id\":\"call_a\",\"function\":{\"name\":\"f\",\"arguments\":\"{oops\"}}")
                .finish("tool_calls");
        assertTold("call 0 call_a f", "arguments 0 {oops", "finish STOP");
    }

    @Test
    void theOldWayToCallAFunction() {
        delta("\"function_call\":{\"name\":\"f\",\"arguments\":\"{}\"}").finish("function_call");
        assertTold("call 0 call_own1 f", "arguments 0 {}", "finish STOP");
    }

    @Test
    void whyAModelStopped() {
        finish("length").finish("content_filter").finish("eos");
        assertTold("finish LENGTH", "finish CONTENT_FILTER", "finish STOP");
    }

    @Test
    void usage() {
        translator.accept(Told.json("{\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7,"
                + "\"total_tokens\":12,\"prompt_tokens_details\":{\"cached_tokens\":3},"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":2}}}"));
        translator.accept(Told.json("{\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7}}"));
        translator.accept(Told.json("{\"choices\":[],\"usage\":null}"));
        assertTold("usage 5 7 12 3 2", "usage 5 7 12 0 0");
    }

    @Test
    void chunksThatSayNothing() {
        translator.accept(Told.json("{\"choices\":[],\"prompt_filter_results\":[]}"));
        translator.accept(Told.json("{}"));
        assertTold();
        assertThat(translator.end()).isFalse();
    }

    @Test
    void anErrorInTheMiddle() {
        translator.accept(Told.json("{\"error\":{\"message\":\"slow down\",\"code\":\"rate_limit_exceeded\"}}"));
        assertTold("fail RATE_LIMIT_EXCEEDED slow down");
    }

    @Test
    void anAnswerThatWasNotStreamed() {
        translator.accept(Told.json("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Hi\","
                + "\"tool_calls\":[{\"id\":\"call_a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
                + "{\"id\":\"call_b\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]},"
                + "\"finish_reason\":\"tool_calls\"}]}"));
        assertTold("text Hi", "call 0 call_a f", "arguments 0 {}", "call 1 call_b g", "arguments 1 {}", "finish STOP");
    }
}
