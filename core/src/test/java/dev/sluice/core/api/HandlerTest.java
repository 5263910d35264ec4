package dev.sluice.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.api.TestCaller.Answer;
import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.event.ContentDelta;
import dev.sluice.core.assistants.event.FunctionCallDelta;
import dev.sluice.core.assistants.event.MessageChange;
import dev.sluice.core.assistants.event.MessageDelta;
import dev.sluice.core.assistants.event.MessageEvent;
import dev.sluice.core.assistants.event.RunStepChange;
import dev.sluice.core.assistants.event.RunStepDelta;
import dev.sluice.core.assistants.event.RunStepEvent;
import dev.sluice.core.assistants.event.TextDelta;
import dev.sluice.core.assistants.event.ToolCallDelta;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.model.StepDetails;
import dev.sluice.core.assistants.model.TextContent;
import dev.sluice.core.assistants.model.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A handler is told of each message and each step by its own id, however they are mixed. */
class HandlerTest {
    private final List<String> log = new ArrayList<>();
    private final AssistantEventHandler handler = new AssistantEventHandler() {
        @Override
        public void onRunStepCreated(RunStep step) {
            log.add("created " + step.id());
        }

        @Override
        public void onRunStepDelta(RunStepDelta delta, RunStep snapshot) {
            log.add("delta " + delta.id() + " of " + snapshot.id());
        }

        @Override
        public void onToolCallCreated(ToolCall call) {
            log.add("call " + text(call));
        }

        @Override
        public void onToolCallDelta(ToolCallDelta delta, ToolCall snapshot) {
            log.add("more " + text(snapshot));
        }

        @Override
        public void onToolCallDone(ToolCall call) {
            log.add("called " + text(call));
        }

        @Override
        public void onRunStepDone(RunStep step) {
            log.add("done " + step.id());
        }

        @Override
        public void onMessageDelta(MessageDelta delta, Message snapshot) {
            log.add("delta " + delta.id() + " of " + snapshot.id());
        }

        @Override
        public void onTextCreated(TextContent text) {
            log.add("text " + text.value());
        }

        @Override
        public void onTextDelta(TextDelta delta, TextContent snapshot) {
            log.add("+" + delta.value().orElse("") + " = " + snapshot.value());
        }

        @Override
        public void onTextDone(TextContent text, Message message) {
            log.add("text of " + message.id() + ": " + text.value());
        }

        @Override
        public void onMessageDone(Message message) {
            log.add("done " + message.id());
        }
    };

    private static String text(ToolCall call) {
        ToolCall.Function function = (ToolCall.Function) call;
        return function.id() + " " + function.function().name() + "("
                + function.function().arguments() + ")";
    }

    private static RunStep step(String id, ToolCall... calls) {
        return RunStep.builder()
                .id(id)
                .stepDetails(new StepDetails.ToolCalls(List.of(calls)))
                .build();
    }

    private static RunStepEvent grown(String id, @Nullable String callId, FunctionCallDelta call) {
        return new RunStepEvent.Delta(
                new RunStepDelta(id, RunStepChange.of(new ToolCallDelta.Function(0, callId, call))));
    }

    private static MessageEvent grown(String id, String text) {
        return new MessageEvent.Delta(new MessageDelta(
                id, new MessageChange(null, List.of(new ContentDelta.Text(0, new TextDelta(text, null))))));
    }

    private void tell(AssistantStreamEvent... events) {
        handler.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        });
        List.of(events).forEach(handler::onNext);
    }

    @Test
    void twoStepsAtOnceStayApart() {
        tell(
                new RunStepEvent.Created(step("step_1")),
                new RunStepEvent.Created(step("step_2")),
                grown("step_1", "call_1", FunctionCallDelta.first("sun")),
                grown("step_2", "call_2", FunctionCallDelta.first("rain")),
                grown("step_1", null, FunctionCallDelta.more("Oslo")),
                grown("step_2", null, FunctionCallDelta.more("Rome")));
        assertThat(log)
                .containsExactly(
                        "created step_1",
                        "created step_2",
                        "delta step_1 of step_1",
                        "call call_1 sun()",
                        "delta step_2 of step_2",
                        "call call_2 rain()",
                        "delta step_1 of step_1",
                        "more call_1 sun(Oslo)",
                        "delta step_2 of step_2",
                        "more call_2 rain(Rome)");
        assertThat(handler.progress().step())
                .hasValueSatisfying(last -> assertThat(last.id()).isEqualTo("step_2"));

        log.clear();
        RunStep first = handler.progress().step("step_1").orElseThrow();
        handler.onNext(new RunStepEvent.Failed(first));
        assertThat(log).containsExactly("called call_1 sun(Oslo)", "done step_1");
        assertThat(handler.progress().steps()).extracting(RunStep::id).containsExactly("step_1", "step_2");
    }

    @Test
    void twoMessagesAtOnceStayApart() {
        Message first = Message.builder().id("msg_1").build();
        Message second = Message.builder().id("msg_2").build();
        tell(
                new MessageEvent.Created(first),
                new MessageEvent.Created(second),
                grown("msg_1", "2 "),
                grown("msg_2", "A "),
                grown("msg_1", "+ 2"),
                grown("msg_2", "dog"));
        assertThat(log)
                .containsExactly(
                        "delta msg_1 of msg_1",
                        "text 2 ",
                        "+2  = 2 ",
                        "delta msg_2 of msg_2",
                        "text A ",
                        "+A  = A ",
                        "delta msg_1 of msg_1",
                        "++ 2 = 2 + 2",
                        "delta msg_2 of msg_2",
                        "+dog = A dog");

        log.clear();
        handler.onNext(
                new MessageEvent.Completed(handler.progress().message("msg_1").orElseThrow()));
        handler.onNext(
                new MessageEvent.Incomplete(handler.progress().message("msg_2").orElseThrow()));
        assertThat(log).containsExactly("text of msg_1: 2 + 2", "done msg_1", "text of msg_2: A dog", "done msg_2");
    }

    @Test
    void growthOfWhatWasNeverBegunIsPassedOver() {
        tell(
                new RunStepEvent.Created(step("step_1")),
                new MessageEvent.Created(Message.builder().id("msg_1").build()));
        log.clear();
        handler.onNext(grown("step_9", "call_9", FunctionCallDelta.first("sun")));
        handler.onNext(grown("msg_9", "2 "));
        assertThat(log).isEmpty();
        assertThat(handler.progress().step("step_9")).isEmpty();
        assertThat(handler.progress().message("msg_9")).isEmpty();
    }

    @Test
    void untilDoneWaitsForNothingThatHasNotBegun() {
        assertThatThrownBy(handler::untilDone)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hand the handler to a run");
    }

    @Test
    void untilDoneRefusesAnEventLoop() {
        TestCaller server = new TestCaller().answering(Answer.of(200, "event: a\ndata: COMPLETED\n\n"));
        new RunEvents(server.caller, () -> server.caller.open(Endpoint.post("/runs", "{}"), RequestOptions.DEFAULT))
                .subscribe(handler);
        Run run = handler.untilDone();
        assertThat(run.id()).isEqualTo("run_1");
        server.beOnLoop();
        assertThatThrownBy(handler::untilDone).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aHandlerIsForOneRun() {
        tell();
        List<String> second = new ArrayList<>();
        handler.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                second.add("request");
            }

            @Override
            public void cancel() {
                second.add("cancel");
            }
        });
        assertThat(second).containsExactly("cancel");
    }
}
