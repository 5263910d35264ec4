package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.event.RunEvent;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStatus;
import dev.sluice.core.assistants.request.CancelRun;
import dev.sluice.core.assistants.request.ListQuery;
import dev.sluice.core.assistants.request.ModifyRun;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.RawQuery;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.Lifecycle;
import dev.sluice.provider.local.assistants.data.Refusals;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Runs, once they are there. */
public final class RunOperations {
    private static final String THREAD_ID = "thread_id";
    private static final String ID = "run_id";

    private final Desk desk;
    private final RunWorks works;

    /** With that desk; runs are worked on there. */
    public RunOperations(Desk desk, RunWorks works) {
        this.desk = desk;
        this.works = works;
    }

    /** {@code GET /threads/{thread_id}/runs}. */
    public CompletionStage<HttpReply> list(Call call) {
        ListQuery query = desk.query(call, ListQuery.class);
        String threadId = call.id(THREAD_ID);
        return desk.archive().get(call.owner(), new Key(Kind.THREAD, threadId)).thenCompose(found -> {
            found.get(Kind.THREAD, threadId);
            return Pages.reply(desk, call, Listing.in(threadId, call.owner(), Kind.RUN, Paging.of(query)));
        });
    }

    /** {@code GET /threads/{thread_id}/runs/{run_id}}; says when to ask again. */
    public CompletionStage<HttpReply> get(Call call) {
        return document(call).thenApply(document -> {
            HttpReply reply = desk.replies().document(call, document.content());
            Run run = desk.archive().read(document, Run.class);
            if (run.status().isTerminal()) {
                return reply;
            }
            return Replies.askAgain(reply);
        });
    }

    CompletionStage<Document> document(Call call) {
        String threadId = call.id(THREAD_ID);
        return desk.archive()
                .get(call.owner(), new Key(Kind.THREAD, threadId), new Key(Kind.RUN, call.id(ID)))
                .thenApply(found -> {
                    found.get(Kind.THREAD, threadId);
                    return found.get(Kind.RUN, call.id(ID), threadId);
                });
    }

    /** {@code POST /threads/{thread_id}/runs/{run_id}}. */
    public CompletionStage<HttpReply> modify(Call call) {
        ModifyRun request = desk.body(call, ModifyRun.class);
        return Archive.retried(() -> document(call).thenCompose(document -> {
            Run run = desk.archive().read(document, Run.class);
            Run changed = run.toBuilder()
                    .metadata(request.metadata().toOptional().orElse(run.metadata()))
                    .build();
            Draft draft = Draft.next(document, desk.archive().write(changed));
            return desk.archive()
                    .commit(Change.builder().write(draft, document.version()))
                    .thenApply(outcome ->
                            Archive.unlessConflict(outcome, () -> desk.replies().document(call, draft.content())));
        }));
    }

    /** {@code POST /threads/{thread_id}/runs/{run_id}/cancel}; whoever works on the run finds out, and lets go. */
    public CompletionStage<HttpReply> cancel(Call call) {
        desk.body(call, CancelRun.class);
        return Archive.retried(() -> document(call).thenCompose(document -> {
                    Run run = desk.archive().read(document, Run.class);
                    if (!Lifecycle.isCancellable(run)) {
                        throw Refusals.cannotCancel(Lifecycle.word(run.status()));
                    }
                    Run cancelling = Lifecycle.cancelling(run);
                    Draft draft = Draft.next(document, desk.archive().write(cancelling));
                    Change.Builder change = Change.builder()
                            .write(draft, document.version())
                            .work(new Work.Ready(run.id(), desk.clock().instant()))
                            .tell(run.id(), List.of(desk.archive().event(new RunEvent.Cancelling(cancelling))));
                    return desk.archive()
                            .commit(change)
                            .thenApply(outcome -> Archive.unlessConflict(
                                    outcome, () -> desk.replies().document(call, draft.content())));
                }))
                .thenApply(reply -> {
                    works.wake();
                    return reply;
                });
    }

    /** {@code GET /threads/{thread_id}/runs/{run_id}/events}, which is Sluice's own: what a run told, and tells. */
    public CompletionStage<HttpReply> events(Call call) {
        String after = new RawQuery(call.query()).first(List.of("after")).orElse("0");
        if (!after.matches("[0-9]{1,18}")) {
            throw Refusals.invalid(
                    "Invalid type for 'after': expected an integer, the number of the last event that was received.",
                    "after",
                    "invalid_type");
        }
        return document(call).thenApply(document -> {
            RunStatus status = desk.archive().read(document, Run.class).status();
            boolean toTheEnd = status.isTerminal() || status == RunStatus.REQUIRES_ACTION;
            return desk.replies().events(call, works.replay(call.id(ID), Long.parseLong(after), toTheEnd));
        });
    }
}
