package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.model.Assistant;
import dev.sluice.core.assistants.model.ReasoningEffort;
import dev.sluice.core.assistants.model.ResponseFormat;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStatus;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.model.ToolChoice;
import dev.sluice.core.assistants.model.ToolResources;
import dev.sluice.core.assistants.model.TruncationStrategy;
import dev.sluice.core.assistants.request.CreateMessage;
import dev.sluice.core.assistants.request.CreateRun;
import dev.sluice.core.assistants.request.CreateThreadAndRun;
import dev.sluice.provider.local.assistants.data.Lifecycle;
import dev.sluice.provider.local.assistants.data.Normal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is asked for of a run, on whichever of the two ways. */
record RunRequest(
        String assistantId,
        Optional<String> model,
        Optional<ReasoningEffort> reasoningEffort,
        Optional<String> instructions,
        Optional<String> additionalInstructions,
        List<CreateMessage> additionalMessages,
        Optional<List<Tool>> tools,
        Map<String, String> metadata,
        Optional<Double> temperature,
        Optional<Double> topP,
        boolean stream,
        Optional<Long> maxPromptTokens,
        Optional<Long> maxCompletionTokens,
        Optional<TruncationStrategy> truncationStrategy,
        Optional<ToolChoice> toolChoice,
        Optional<Boolean> parallelToolCalls,
        Optional<ResponseFormat> responseFormat) {

    static RunRequest of(CreateRun request) {
        return new RunRequest(
                request.assistantId(),
                request.model(),
                request.reasoningEffort(),
                request.instructions(),
                request.additionalInstructions(),
                request.additionalMessages(),
                request.tools(),
                request.metadata(),
                request.temperature(),
                request.topP(),
                request.stream(),
                request.maxPromptTokens(),
                request.maxCompletionTokens(),
                request.truncationStrategy(),
                request.toolChoice(),
                request.parallelToolCalls(),
                request.responseFormat());
    }

    static RunRequest of(CreateThreadAndRun request) {
        return new RunRequest(
                request.assistantId(),
                request.model(),
                Optional.empty(),
                request.instructions(),
                Optional.empty(),
                List.of(),
                request.tools(),
                request.metadata(),
                request.temperature(),
                request.topP(),
                request.stream(),
                request.maxPromptTokens(),
                request.maxCompletionTokens(),
                request.truncationStrategy(),
                request.toolChoice(),
                request.parallelToolCalls(),
                request.responseFormat());
    }

    /** What the model is told: the run's instructions or else the assistant's, and what is added to them. */
    Optional<String> instructionsWith(Assistant assistant) {
        String told = Stream.of(instructions.or(assistant::instructions), additionalInstructions)
                .flatMap(Optional::stream)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
        return told.isEmpty() ? Optional.empty() : Optional.of(told);
    }

    String modelWith(Assistant assistant) {
        return model.orElse(assistant.model());
    }

    List<Tool> toolsWith(Assistant assistant) {
        return tools.map(Normal::tools).orElse(assistant.tools());
    }

    /** The run as it is made. */
    Run with(Assistant assistant, String id, String threadId, long now) {
        return Run.builder()
                .id(id)
                .createdAt(now)
                .assistantId(assistant.id())
                .threadId(threadId)
                .status(RunStatus.QUEUED)
                .expiresAt(now + Lifecycle.SECONDS)
                .model(modelWith(assistant))
                .instructions(instructionsWith(assistant).orElse(null))
                .tools(toolsWith(assistant))
                .toolResources(ToolResources.NONE)
                .metadata(metadata)
                .temperature(temperature.or(assistant::temperature).orElse(1.0))
                .topP(topP.or(assistant::topP).orElse(1.0))
                .reasoningEffort(reasoningEffort.or(assistant::reasoningEffort).orElse(null))
                .maxPromptTokens(maxPromptTokens.orElse(null))
                .maxCompletionTokens(maxCompletionTokens.orElse(null))
                .truncationStrategy(truncationStrategy.orElse(TruncationStrategy.AUTO))
                .toolChoice(toolChoice.orElse(ToolChoice.Mode.AUTO))
                .parallelToolCalls(parallelToolCalls.orElse(true))
                .responseFormat(responseFormat.or(assistant::responseFormat).orElse(ResponseFormat.Mode.AUTO))
                .build();
    }
}
