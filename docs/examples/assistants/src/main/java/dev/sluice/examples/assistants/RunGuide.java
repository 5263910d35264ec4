package dev.sluice.examples.assistants;

import dev.sluice.core.api.AssistantEventHandler;
import dev.sluice.core.api.Assistants;
import dev.sluice.core.api.RunStream;
import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.Page;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.model.TextContent;
import dev.sluice.core.assistants.model.ToolCall;
import dev.sluice.core.assistants.request.CreateMessage;
import dev.sluice.core.assistants.request.CreateRun;
import dev.sluice.core.assistants.request.CreateThread;
import dev.sluice.core.assistants.request.CreateThreadAndRun;
import dev.sluice.core.assistants.request.Include;
import dev.sluice.core.assistants.request.IncludeQuery;
import dev.sluice.core.assistants.request.ListQuery;
import dev.sluice.core.assistants.request.ListRunStepsQuery;
import dev.sluice.core.assistants.request.ModifyRun;
import dev.sluice.core.assistants.request.SubmitToolOutputs;
import dev.sluice.core.assistants.request.ToolOutput;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Each operation on runs and their steps once, as the guide shows it. */
final class RunGuide {
    private RunGuide() {}

    static Run runs(Assistants assistants, String threadId, String assistantId) {
        // [runs]
        Run begun = assistants.createRun(threadId, CreateRun.of(assistantId)); // answers at once: queued
        Run ended = assistants.poll(threadId, begun.id());
        Run both = assistants.createRunAndPoll(
                threadId,
                CreateRun.builder()
                        .assistantId(assistantId)
                        .additionalInstructions("Be brief.")
                        .additionalMessages(CreateMessage.user("And 5x = 10?"))
                        .maxCompletionTokens(500)
                        .build());
        Run same = assistants.getRun(threadId, ended.id());
        assistants.modifyRun(threadId, same.id(), ModifyRun.metadata(Map.of("invoice", "7")));
        Page<Run> newest = assistants.listRuns(threadId, ListQuery.ALL);
        try (Stream<Run> all = assistants.allRuns(threadId, ListQuery.ALL)) {
            all.forEach(run -> System.out.println(run.id() + " " + run.status()));
        }
        // [/runs]
        return newest.data().isEmpty() ? begun : both;
    }

    static Run threadAndRun(Assistants assistants, String assistantId) {
        // [threadAndRun]
        CreateThreadAndRun request = CreateThreadAndRun.builder()
                .assistantId(assistantId)
                .thread(CreateThread.builder()
                        .messages(CreateMessage.user("Solve 3x + 11 = 14"))
                        .build())
                .build();
        Run begun = assistants.createThreadAndRun(request);
        Run ended = assistants.createThreadAndRunAndPoll(request);
        try (RunStream events = assistants.threadAndRunStream(request)) {
            events.forEach(System.out::println);
        }
        // [/threadAndRun]
        return begun.id().equals(ended.id()) ? begun : ended;
    }

    static String stream(Assistants assistants, String threadId, String assistantId) {
        // [stream]
        try (RunStream events = assistants.runStream(threadId, CreateRun.of(assistantId))) {
            for (AssistantStreamEvent event : events) {
                System.out.println(event);
            }
            return events.progress().message().map(Message::text).orElse("");
        }
        // [/stream]
    }

    static String handler(Assistants assistants, String threadId, String assistantId) {
        StringBuilder log = new StringBuilder();
        // [handler]
        AssistantEventHandler handler = new AssistantEventHandler() {
            @Override
            public void onTextDone(TextContent text, Message message) {
                log.append(text.value());
            }

            @Override
            public void onToolCallDone(ToolCall call) {
                log.append(call);
            }

            @Override
            public void onRunStepDone(RunStep step) {
                log.append(step.usage());
            }
        };
        Run run =
                assistants.runStream(threadId, CreateRun.of(assistantId), handler); // or handler.untilDone(), elsewhere
        // [/handler]
        return log.append(run.status()).toString();
    }

    static Run outputs(Assistants assistants, Run waiting) {
        // [outputs]
        List<ToolOutput> outputs = waiting.pendingCalls().stream()
                .map(call -> new ToolOutput(call.id(), "{\"celsius\": -3}"))
                .toList();
        SubmitToolOutputs request = SubmitToolOutputs.of(outputs.toArray(ToolOutput[]::new));
        Run goesOn = assistants.submitToolOutputs(waiting.threadId(), waiting.id(), request);
        // [/outputs]
        return goesOn;
    }

    static Run outputsAndPoll(Assistants assistants, Run waiting, SubmitToolOutputs request) {
        // [outputsAndPoll]
        Run ended = assistants.submitToolOutputsAndPoll(waiting.threadId(), waiting.id(), request);
        // [/outputsAndPoll]
        return ended;
    }

    static void outputsStream(Assistants assistants, Run waiting, SubmitToolOutputs request) {

        // [outputsStream]
        try (RunStream events = assistants.submitToolOutputsStream(waiting.threadId(), waiting.id(), request)) {
            for (AssistantStreamEvent event : events) {
                System.out.println(event);
            }
        }
        // [/outputsStream]

    }

    static Run cancel(Assistants assistants, Run run) {
        // [cancel]
        Run cancelling = assistants.cancelRun(run.threadId(), run.id());
        Run cancelled = assistants.poll(run.threadId(), cancelling.id());
        // [/cancel]
        return cancelled;
    }

    static RunStep steps(Assistants assistants, Run run) {
        // [steps]
        Page<RunStep> newest = assistants.listRunSteps(run.threadId(), run.id(), ListRunStepsQuery.ALL);
        try (Stream<RunStep> all = assistants.allRunSteps(run.threadId(), run.id(), ListRunStepsQuery.ALL)) {
            all.forEach(step -> System.out.println(step.type() + " " + step.status()));
        }
        String stepId = newest.data().get(0).id();
        RunStep step = assistants.getRunStep(run.threadId(), run.id(), stepId);
        RunStep withTexts = assistants.getRunStep( // with what was found in files
                run.threadId(), run.id(), stepId, new IncludeQuery(List.of(Include.FILE_SEARCH_RESULT_CONTENT)));
        // [/steps]
        return step.id().equals(withTexts.id()) ? withTexts : step;
    }
}
