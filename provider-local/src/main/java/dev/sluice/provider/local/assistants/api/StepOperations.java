package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.model.StepDetails;
import dev.sluice.core.assistants.model.ToolCall;
import dev.sluice.core.assistants.request.Include;
import dev.sluice.core.assistants.request.IncludeQuery;
import dev.sluice.core.assistants.request.ListRunStepsQuery;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.http.HttpReply;
import dev.sluice.provider.local.assistants.data.Steps;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The steps of runs. The texts that a search found are shown to those who ask for them. */
public final class StepOperations {
    private final Desk desk;
    private final RunOperations runs;

    /** With that desk. */
    public StepOperations(Desk desk, RunOperations runs) {
        this.desk = desk;
        this.runs = runs;
    }

    /** {@code GET /threads/{thread_id}/runs/{run_id}/steps}. */
    public CompletionStage<HttpReply> list(Call call) {
        ListRunStepsQuery query = desk.query(call, ListRunStepsQuery.class);
        Listing listing = Listing.in(call.id("run_id"), call.owner(), Kind.RUN_STEP, Paging.of(query));
        return runs.document(call).thenCompose(run -> Pages.reply(desk, call, listing, shown(query.include())));
    }

    /** {@code GET /threads/{thread_id}/runs/{run_id}/steps/{step_id}}. */
    public CompletionStage<HttpReply> get(Call call) {
        IncludeQuery query = desk.query(call, IncludeQuery.class);
        String id = call.id("step_id");
        return runs.document(call)
                .thenCompose(run -> desk.archive().get(call.owner(), new Key(Kind.RUN_STEP, id)))
                .thenApply(found -> shown(query.include()).apply(found.get(Kind.RUN_STEP, id, call.id("run_id"))))
                .thenApply(content -> desk.replies().document(call, content));
    }

    private Function<Document, ByteBuffer> shown(List<Include> include) {
        if (include.contains(Include.FILE_SEARCH_RESULT_CONTENT)) {
            return Document::content;
        }
        return document -> {
            RunStep step = desk.archive().read(document, RunStep.class);
            return hasResults(step) ? desk.archive().write(Steps.withoutResultTexts(step)) : document.content();
        };
    }

    private static boolean hasResults(RunStep step) {
        return step.stepDetails() instanceof StepDetails.ToolCalls calls
                && calls.toolCalls().stream().anyMatch(ToolCall.FileSearch.class::isInstance);
    }
}
