package dev.sluice.provider.local.assistants.data;

import dev.sluice.core.assistants.model.FileSearchCall;
import dev.sluice.core.assistants.model.FileSearchResult;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.model.StepDetails;
import dev.sluice.core.assistants.model.ToolCall;
import java.util.List;

/** Steps as clients see them. */
public final class Steps {
    private Steps() {}

    /** The step without the texts that a search found. */
    public static RunStep withoutResultTexts(RunStep step) {
        if (!(step.stepDetails() instanceof StepDetails.ToolCalls calls)) {
            return step;
        }
        List<ToolCall> shown =
                calls.toolCalls().stream().map(Steps::withoutTexts).toList();
        return step.toBuilder().stepDetails(new StepDetails.ToolCalls(shown)).build();
    }

    private static ToolCall withoutTexts(ToolCall call) {
        if (!(call instanceof ToolCall.FileSearch search)) {
            return call;
        }
        FileSearchCall found = search.fileSearch();
        List<FileSearchResult> results = found.results().stream()
                .map(result -> new FileSearchResult(
                        result.fileId(), result.fileName(), result.score(), result.attributes(), null))
                .toList();
        return new ToolCall.FileSearch(
                search.id(), new FileSearchCall(found.rankingOptions().orElse(null), results));
    }
}
