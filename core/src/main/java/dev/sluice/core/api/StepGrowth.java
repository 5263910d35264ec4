package dev.sluice.core.api;

import dev.sluice.core.assistants.event.CodeInterpreterDelta;
import dev.sluice.core.assistants.event.CodeOutputDelta;
import dev.sluice.core.assistants.event.FileSearchDelta;
import dev.sluice.core.assistants.event.FunctionCallDelta;
import dev.sluice.core.assistants.event.RunStepChange;
import dev.sluice.core.assistants.event.StepDetailsDelta;
import dev.sluice.core.assistants.event.ToolCallDelta;
import dev.sluice.core.assistants.model.CodeInterpreterCall;
import dev.sluice.core.assistants.model.CodeOutput;
import dev.sluice.core.assistants.model.FileSearchCall;
import dev.sluice.core.assistants.model.FunctionCall;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.model.StepDetails;
import dev.sluice.core.assistants.model.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run step, and a delta on top of it. */
final class StepGrowth {
    private StepGrowth() {}

    static RunStep of(RunStep step, RunStepChange change) {
        StepDetailsDelta delta = change.stepDetails().orElse(null);
        if (delta instanceof StepDetailsDelta.MessageCreation creation
                && creation.messageCreation().isPresent()) {
            return step.toBuilder()
                    .stepDetails(new StepDetails.MessageCreation(
                            creation.messageCreation().orElseThrow()))
                    .build();
        }
        if (delta instanceof StepDetailsDelta.ToolCalls growth) {
            List<ToolCall> calls = new ArrayList<>(
                    step.stepDetails() instanceof StepDetails.ToolCalls known ? known.toolCalls() : List.of());
            growth.toolCalls().forEach(each -> grow(calls, each));
            return step.toBuilder()
                    .stepDetails(new StepDetails.ToolCalls(calls))
                    .build();
        }
        return step;
    }

    private static void grow(List<ToolCall> calls, ToolCallDelta delta) {
        if (delta instanceof ToolCallDelta.Function function) {
            Indexed.put(calls, function.index(), known -> function(known, function));
        } else if (delta instanceof ToolCallDelta.CodeInterpreter code) {
            Indexed.put(calls, code.index(), known -> code(known, code));
        } else if (delta instanceof ToolCallDelta.FileSearch search) {
            Indexed.put(calls, search.index(), known -> search(known, search));
        }
    }

    private static ToolCall function(Optional<ToolCall> known, ToolCallDelta.Function growth) {
        ToolCall.Function before = known.orElse(null) instanceof ToolCall.Function function
                ? function
                : new ToolCall.Function("", new FunctionCall("", "", null));
        Optional<FunctionCallDelta> more = growth.function();
        FunctionCall call = before.function();
        return new ToolCall.Function(
                growth.id().orElse(before.id()),
                new FunctionCall(
                        more.flatMap(FunctionCallDelta::name).orElse(call.name()),
                        call.arguments()
                                + more.flatMap(FunctionCallDelta::arguments).orElse(""),
                        more.flatMap(delta -> delta.output().toOptional())
                                .or(call::output)
                                .orElse(null)));
    }

    private static ToolCall code(Optional<ToolCall> known, ToolCallDelta.CodeInterpreter growth) {
        ToolCall.CodeInterpreter before = known.orElse(null) instanceof ToolCall.CodeInterpreter code
                ? code
                : new ToolCall.CodeInterpreter("", new CodeInterpreterCall("", List.of()));
        Optional<CodeInterpreterDelta> more = growth.codeInterpreter();
        List<CodeOutput> outputs = new ArrayList<>(before.codeInterpreter().outputs());
        more.flatMap(CodeInterpreterDelta::outputs).orElse(List.of()).forEach(output -> output(outputs, output));
        return new ToolCall.CodeInterpreter(
                growth.id().orElse(before.id()),
                new CodeInterpreterCall(
                        before.codeInterpreter().input()
                                + more.flatMap(CodeInterpreterDelta::input).orElse(""),
                        outputs));
    }

    private static void output(List<CodeOutput> outputs, CodeOutputDelta delta) {
        if (delta instanceof CodeOutputDelta.Logs logs) {
            Indexed.put(
                    outputs,
                    logs.index(),
                    known -> new CodeOutput.Logs(logsOf(known) + logs.logs().orElse("")));
        } else if (delta instanceof CodeOutputDelta.Image image && image.image().isPresent()) {
            Indexed.put(
                    outputs,
                    image.index(),
                    known -> new CodeOutput.Image(image.image().orElseThrow()));
        }
    }

    private static String logsOf(Optional<CodeOutput> known) {
        return known.orElse(null) instanceof CodeOutput.Logs logs ? logs.logs() : "";
    }

    private static ToolCall search(Optional<ToolCall> known, ToolCallDelta.FileSearch growth) {
        ToolCall.FileSearch before = known.orElse(null) instanceof ToolCall.FileSearch search
                ? search
                : new ToolCall.FileSearch("", new FileSearchCall(null, List.of()));
        Optional<FileSearchDelta> more = growth.fileSearch();
        return new ToolCall.FileSearch(
                growth.id().orElse(before.id()),
                new FileSearchCall(
                        more.flatMap(FileSearchDelta::rankingOptions)
                                .or(before.fileSearch()::rankingOptions)
                                .orElse(null),
                        more.flatMap(FileSearchDelta::results)
                                .orElse(before.fileSearch().results())));
    }
}
