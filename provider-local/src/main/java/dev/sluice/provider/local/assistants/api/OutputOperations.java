package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.event.RunEvent;
import dev.sluice.core.assistants.event.RunStepEvent;
import dev.sluice.core.assistants.model.FunctionCall;
import dev.sluice.core.assistants.model.RequiredToolCall;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStatus;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.model.RunStepStatus;
import dev.sluice.core.assistants.model.StepDetails;
import dev.sluice.core.assistants.model.ToolCall;
import dev.sluice.core.assistants.request.SubmitToolOutputs;
import dev.sluice.core.assistants.request.ToolOutput;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.core.http.HttpReply;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.Lifecycle;
import dev.sluice.provider.local.assistants.data.Refusals;
import dev.sluice.provider.local.assistants.data.RunState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code POST /threads/{thread_id}/runs/{run_id}/submit_tool_outputs}. */
public final class OutputOperations {
    private final Desk desk;
    private final RunOperations runs;
    private final RunWorks works;

    /** With that desk; runs are worked on there. */
    public OutputOperations(Desk desk, RunOperations runs, RunWorks works) {
        this.desk = desk;
        this.runs = runs;
        this.works = works;
    }

    /** Takes the outputs of all calls that the run waits for. */
    public CompletionStage<HttpReply> submit(Call call) {
        SubmitToolOutputs request = desk.body(call, SubmitToolOutputs.class);
        return Archive.retried(() -> runs.document(call).thenCompose(document -> attempt(call, request, document)))
                .thenApply(taken -> {
                    works.begun(taken.runId(), call.context().trace());
                    return request.stream()
                            ? desk.replies().events(call, works.follow(taken.runId(), taken.after()))
                            : desk.replies().document(call, taken.run().content());
                });
    }

    private CompletionStage<Optional<Taken>> attempt(Call call, SubmitToolOutputs request, Document document) {
        Run run = desk.archive().read(document, Run.class);
        Map<String, String> outputs = checked(run, request);
        Key stateKey = new Key(Kind.RUN_STATE, run.id());
        return desk.archive().get(call.owner(), stateKey).thenCompose(found -> {
            Document stateDocument = found.get(Kind.RUN_STATE, run.id());
            RunState state = RunState.of(desk.archive().tree(stateDocument));
            Optional<String> stepId = state.step();
            if (stepId.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            return desk.archive()
                    .get(call.owner(), new Key(Kind.RUN_STEP, stepId.get()))
                    .thenCompose(steps ->
                            take(document, run, stateDocument, state, steps.get(Kind.RUN_STEP, stepId.get()), outputs));
        });
    }

    /** Every call that is waited for, once each, and nothing else. */
    private Map<String, String> checked(Run run, SubmitToolOutputs request) {
        boolean late = run.expiresAt().filter(at -> desk.now() >= at).isPresent();
        if (run.status() != RunStatus.REQUIRES_ACTION || late) {
            throw Refusals.acceptsNoOutputs(Lifecycle.word(late ? RunStatus.EXPIRED : run.status()));
        }
        List<String> expected =
                run.pendingCalls().stream().map(RequiredToolCall.Function::id).toList();
        List<String> got =
                request.toolOutputs().stream().map(ToolOutput::toolCallId).toList();
        if (got.size() != expected.size() || !new HashSet<>(got).equals(new HashSet<>(expected))) {
            throw Refusals.otherOutputs(expected, got);
        }
        Map<String, String> outputs = new HashMap<>();
        request.toolOutputs()
                .forEach(output ->
                        outputs.put(output.toolCallId(), output.output().orElse("")));
        return outputs;
    }

    private CompletionStage<Optional<Taken>> take(
            Document document,
            Run run,
            Document stateDocument,
            RunState state,
            Document stepDocument,
            Map<String, String> outputs) {
        Archive archive = desk.archive();
        RunStep step = archive.read(stepDocument, RunStep.class);
        RunStep told = step.toBuilder()
                .status(RunStepStatus.COMPLETED)
                .completedAt(desk.now())
                .stepDetails(answered(step.stepDetails(), outputs))
                .usage(state.stepUsage().orElse(RunState.NO_TOKENS))
                .build();
        Run queued = Lifecycle.answered(run);
        Draft draft = Draft.next(document, archive.write(queued));
        Change.Builder change = Change.builder()
                .write(draft, document.version())
                .write(
                        Draft.next(
                                stepDocument,
                                archive.write(told.toBuilder().expiresAt(null).build())),
                        stepDocument.version())
                .write(Draft.next(stateDocument, archive.write(state.answered().toJson())), stateDocument.version())
                .work(new Work.Ready(run.id(), desk.clock().instant()))
                .tell(
                        run.id(),
                        List.of(
                                archive.event(new RunStepEvent.Completed(told)),
                                archive.event(new RunEvent.Queued(queued))));
        return archive.commit(change)
                .thenApply(outcome -> outcome instanceof Outcome.Done done
                        ? Optional.of(new Taken(run.id(), draft, done.firstEvent() - 1))
                        : Optional.empty());
    }

    private static StepDetails answered(StepDetails details, Map<String, String> outputs) {
        List<ToolCall> calls = new ArrayList<>();
        for (ToolCall call : ((StepDetails.ToolCalls) details).toolCalls()) {
            if (call instanceof ToolCall.Function function && outputs.containsKey(function.id())) {
                FunctionCall called = function.function();
                calls.add(new ToolCall.Function(
                        function.id(),
                        new FunctionCall(called.name(), called.arguments(), outputs.get(function.id()))));
            } else {
                calls.add(call);
            }
        }
        return new StepDetails.ToolCalls(calls);
    }

    /**
     * Outputs that were taken.
     *
     * @param runId of which run
     * @param run the run, queued again
     * @param after the number of the last event before
     */
    private record Taken(String runId, Draft run, long after) {}
}
