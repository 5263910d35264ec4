package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.MessageStatus;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.model.RunStepStatus;
import dev.sluice.core.assistants.model.TokenUsage;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.LoggedEvent;
import dev.sluice.core.assistants.store.Slice;
import dev.sluice.core.assistants.store.Window;
import dev.sluice.core.json.JsonNode;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.Messages;
import dev.sluice.provider.local.assistants.data.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Ends what is open of a run that nobody is working on: it was cancelled, its time is over, or who worked on it is gone. The
 * text of a message that was being written is in what was told of it.
 */
final class Settlement {
    private static final int MOST_OPEN = 100;
    private static final int PAGE = 1000;

    private final RunTools tools;
    private final Journal journal;
    private final StepBook book;

    Settlement(RunTools tools, Journal journal, StepBook book) {
        this.tools = tools;
        this.journal = journal;
        this.book = book;
    }

    /** Writes the end of everything that is open but the run; completes when it is collected. */
    CompletionStage<Void> settle(Ending ending) {
        Run run = journal.run();
        Listing messages = Listing.in(run.threadId(), journal.owner(), Kind.MESSAGE, Window.newest(MOST_OPEN))
                .labelled(Messages.byRun(run.id()));
        Listing steps = Listing.in(run.id(), journal.owner(), Kind.RUN_STEP, Window.newest(MOST_OPEN));
        return tools.archive()
                .list(messages)
                .thenCompose(this::written)
                .thenCombine(tools.archive().list(steps), (written, stepPage) -> {
                    written.forEach(message -> book.incomplete(ending.message(message, book.now())));
                    stepPage.documents().forEach(document -> end(document, ending));
                    return null;
                });
    }

    private void end(Document document, Ending ending) {
        RunStep step = tools.archive().read(document, RunStep.class);
        if (step.status() != RunStepStatus.IN_PROGRESS) {
            return;
        }
        journal.knows(document);
        RunState state = journal.state();
        TokenUsage usage = state.step()
                .filter(step.id()::equals)
                .flatMap(id -> state.stepUsage())
                .orElse(RunState.NO_TOKENS);
        book.end(step, ending, usage, false);
    }

    private CompletionStage<List<Message>> written(Slice page) {
        CompletionStage<List<Message>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (Document document : page.documents()) {
            Message message = tools.archive().read(document, Message.class);
            if (message.status() == MessageStatus.IN_PROGRESS) {
                journal.knows(document);
                Written written = new Written(message);
                all = all.thenCombine(recall(written, 0), (messages, recalled) -> {
                    messages.add(recalled.soFar());
                    return messages;
                });
            }
        }
        return all;
    }

    private CompletionStage<Written> recall(Written written, long after) {
        return tools.stores().events().read(journal.run().id(), after, PAGE).thenCompose(events -> {
            events.forEach(event -> grow(written, event));
            return events.size() < PAGE
                    ? CompletableFuture.completedFuture(written)
                    : recall(written, events.get(events.size() - 1).number());
        });
    }

    private void grow(Written written, LoggedEvent event) {
        if (!event.name().equals("thread.message.delta")) {
            return;
        }
        JsonNode delta = tools.json().parse(Archive.bytes(event.data()));
        if (!delta.get("id")
                .flatMap(JsonNode::asText)
                .filter(written.id()::equals)
                .isPresent()) {
            return;
        }
        for (JsonNode part : delta.get("delta")
                .flatMap(change -> change.get("content"))
                .map(JsonNode::elements)
                .orElse(List.of())) {
            part.get("text").ifPresent(text -> growText(written, text));
            part.get("image_file")
                    .flatMap(image -> image.get("file_id"))
                    .flatMap(JsonNode::asText)
                    .ifPresent(written::show);
            part.get("refusal").flatMap(JsonNode::asText).ifPresent(text -> written.grow(text, true));
        }
    }

    private static void growText(Written written, JsonNode text) {
        String value = word(text, "value");
        List<JsonNode> annotations =
                text.get("annotations").map(JsonNode::elements).orElse(List.of());
        if (annotations.isEmpty()) {
            written.grow(value, false);
        }
        for (JsonNode annotation : annotations) {
            annotation.get("file_citation").ifPresent(cited -> written.cite(value, word(cited, "file_id")));
            annotation
                    .get("file_path")
                    .ifPresent(made -> written.link(
                            word(annotation, "text"),
                            number(annotation, "start_index"),
                            number(annotation, "end_index"),
                            word(made, "file_id")));
        }
    }

    private static String word(JsonNode node, String member) {
        return node.get(member).flatMap(JsonNode::asText).orElse("");
    }

    private static long number(JsonNode node, String member) {
        return node.get(member).map(value -> value.asLong().orElse(0)).orElse(0L);
    }
}
