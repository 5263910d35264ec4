package dev.sluice.examples.assistants;

import dev.sluice.core.api.Assistants;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStatus;
import dev.sluice.core.assistants.request.CreateRun;
import dev.sluice.core.assistants.request.SubmitToolOutputs;
import dev.sluice.core.assistants.request.ToolOutput;
import java.util.List;
import java.util.function.UnaryOperator;

/** An assistant that calls a function of ours. */
public final class WeatherAssistant {
    private WeatherAssistant() {}

    /**
     * Runs the assistant, and answers each of its calls until it has ended.
     *
     * @param function takes a call's arguments, a JSON object, and gives its output
     */
    public static Run run(Assistants assistants, String threadId, String assistantId, UnaryOperator<String> function) {
        // [walk]
        Run run = assistants.createRunAndPoll(threadId, CreateRun.of(assistantId));
        while (run.status() == RunStatus.REQUIRES_ACTION) {
            List<ToolOutput> outputs = run.pendingCalls().stream()
                    .map(call -> new ToolOutput(
                            call.id(), function.apply(call.function().arguments())))
                    .toList();
            run = assistants.submitToolOutputsAndPoll(threadId, run.id(), new SubmitToolOutputs(outputs, false));
        }
        // [/walk]
        return run;
    }
}
