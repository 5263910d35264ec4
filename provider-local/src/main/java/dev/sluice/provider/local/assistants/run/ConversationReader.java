package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.model.TruncationStrategy;
import dev.sluice.core.assistants.model.TruncationType;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.Window;
import dev.sluice.provider.local.assistants.data.Messages;
import dev.sluice.provider.local.assistants.data.RunState;
import dev.sluice.provider.local.assistants.turn.Conversation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads what a model is to be told: the newest messages of the thread, as many as may be, and what the run itself did. What
 * is left out is left out in the middle: the first that a user said stays.
 */
final class ConversationReader {
    /** Where nothing limits the prompt: about what today's models take. A token is taken to be four bytes. */
    private static final long USUAL_TOKENS = 100_000;

    private static final int BYTES_PER_TOKEN = 4;
    private static final int PAGE = 100;

    private final RunTools tools;
    private final Images images;

    ConversationReader(RunTools tools) {
        this.tools = tools;
        this.images = new Images(tools);
    }

    /** What the model is to be told; empty where not even the newest message may be. */
    CompletionStage<Optional<Conversation>> read(String owner, Run run, RunState state) {
        Reading reading = new Reading(owner, run, state);
        return reading.newest(Window.newest(PAGE))
                .thenCompose(enough -> reading.first())
                .thenCompose(all -> reading.nothingFits
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : conversation(owner, run, state, reading.oldestFirst()).thenApply(Optional::of));
    }

    private CompletionStage<Conversation> conversation(String owner, Run run, RunState state, List<Message> messages) {
        return images.shownIn(messages)
                .thenCompose(shown -> state.turns() == 0
                        ? CompletableFuture.completedFuture(
                                new Conversation(run, state, messages, List.of(), Map.of(), shown))
                        : own(owner, run, state, messages, shown));
    }

    private CompletionStage<Conversation> own(
            String owner, Run run, RunState state, List<Message> messages, Map<String, String> shown) {
        Listing steps = Listing.in(run.id(), owner, Kind.RUN_STEP, Window.oldest(PAGE));
        Listing written = Listing.in(run.threadId(), owner, Kind.MESSAGE, Window.oldest(PAGE))
                .labelled(Messages.byRun(run.id()));
        return tools.archive().list(steps).thenCombine(tools.archive().list(written), (stepPage, messagePage) -> {
            Map<String, Message> own = new HashMap<>();
            messagePage
                    .documents()
                    .forEach(document ->
                            own.put(document.key().id(), tools.archive().read(document, Message.class)));
            List<RunStep> done = stepPage.documents().stream()
                    .map(document -> tools.archive().read(document, RunStep.class))
                    .toList();
            return new Conversation(run, state, messages, done, own, shown);
        });
    }

    /** Messages, newest first, until there are enough. */
    private final class Reading {
        private final String owner;
        private final Run run;
        private final long most;
        private final boolean limited;
        private final List<Message> messages = new ArrayList<>();
        private long bytesLeft;
        private boolean cut;
        private boolean nothingFits;

        Reading(String owner, Run run, RunState state) {
            this.owner = owner;
            this.run = run;
            TruncationStrategy strategy = run.truncationStrategy().orElse(TruncationStrategy.AUTO);
            this.most = strategy.type() == TruncationType.LAST_MESSAGES
                    ? strategy.lastMessages().orElse(1L)
                    : Long.MAX_VALUE;
            this.limited = run.maxPromptTokens().isPresent();
            long tokens = run.maxPromptTokens()
                    .map(limit -> limit - state.used().promptTokens())
                    .orElse(USUAL_TOKENS);
            this.bytesLeft = tokens * BYTES_PER_TOKEN
                    - run.instructions().map(text -> (long) text.length()).orElse(0L);
        }

        CompletionStage<Boolean> newest(Window window) {
            Listing listing = Listing.in(run.threadId(), owner, Kind.MESSAGE, window);
            return tools.archive().list(listing).thenCompose(slice -> {
                for (Document document : slice.documents()) {
                    if (!take(document)) {
                        return CompletableFuture.completedFuture(true);
                    }
                }
                if (!slice.hasMore()) {
                    return CompletableFuture.completedFuture(true);
                }
                Document last = slice.documents().get(slice.documents().size() - 1);
                return newest(window.after(last.key().id()));
            });
        }

        /** Whether there may be more. */
        private boolean take(Document document) {
            Message message = tools.archive().read(document, Message.class);
            if (message.runId().equals(Optional.of(run.id()))) {
                return true;
            }
            long bytes = document.content().remaining();
            boolean isNewest = messages.isEmpty();
            if (bytes > bytesLeft && (limited || !isNewest)) {
                cut = !isNewest;
                nothingFits = isNewest;
                return false;
            }
            bytesLeft -= bytes;
            messages.add(message);
            return messages.size() < most;
        }

        /** What a user said first, if it fell out because there was too much. */
        CompletionStage<Boolean> first() {
            if (!cut) {
                return CompletableFuture.completedFuture(true);
            }
            Listing listing = Listing.in(run.threadId(), owner, Kind.MESSAGE, Window.oldest(1))
                    .labelled(Messages.BY_USER);
            return tools.archive().list(listing).thenApply(slice -> {
                slice.documents().stream()
                        .filter(document -> document.content().remaining() <= bytesLeft)
                        .map(document -> tools.archive().read(document, Message.class))
                        .filter(message ->
                                messages.stream().noneMatch(each -> each.id().equals(message.id())))
                        .forEach(messages::add);
                return true;
            });
        }

        List<Message> oldestFirst() {
            List<Message> oldestFirst = new ArrayList<>(messages);
            Collections.reverse(oldestFirst);
            return oldestFirst;
        }
    }
}
