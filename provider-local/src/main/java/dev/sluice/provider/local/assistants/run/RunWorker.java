package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.event.RunEvent;
import dev.sluice.core.assistants.model.MessageIncompleteReason;
import dev.sluice.core.assistants.model.RequiredToolCall;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunError;
import dev.sluice.core.assistants.model.RunIncompleteReason;
import dev.sluice.core.assistants.model.RunStatus;
import dev.sluice.core.assistants.model.ToolCall;
import dev.sluice.core.assistants.store.Claim;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.provider.local.assistants.account.ModelAccount;
import dev.sluice.provider.local.assistants.data.Lifecycle;
import dev.sluice.provider.local.assistants.turn.Conversation;
import dev.sluice.provider.local.assistants.turn.Finish;
import dev.sluice.provider.local.assistants.turn.ModelErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Works on one run, from the moment when it was claimed until it is over or waits for outputs. Lives on one loop. */
final class RunWorker {
    /** More turns than any run needs that is not caught in a circle. */
    private static final int MOST_TURNS = 30;

    private final RunTools tools;
    private final Claim claim;
    private final EventLoop loop;
    private final Consumer<RunWorker> finished;
    private Cancellation.Registration expiry = () -> {};
    private @Nullable Journal journal;
    private @Nullable ModelTurn turn;
    private @Nullable TurnWriter searching;
    private @Nullable RunSpan span;
    private boolean ending;
    private boolean over;

    /** Works for that claim, and says when it has finished. */
    RunWorker(RunTools tools, Claim claim, EventLoop loop, Consumer<RunWorker> finished) {
        this.tools = tools;
        this.claim = claim;
        this.loop = loop;
        this.finished = finished;
    }

    String runId() {
        return claim.runId();
    }

    /** With a run of which nothing is known. */
    void start() {
        loop.run(this::load);
    }

    /** With a run that need not be read. */
    void start(Holding held) {
        loop.post(() -> open(held));
    }

    /** Somebody else has the run. */
    void abandon() {
        loop.run(this::stop);
    }

    /** Somebody else may take the run from now on. Callable from any thread. */
    void giveBack() {
        abandon();
        tools.giveBack(claim);
    }

    void keepAlive() {
        loop.run(() -> {
            if (journal != null) {
                journal.keepAlive();
            }
        });
    }

    private void stop() {
        if (!over) {
            over = true;
            expiry.remove();
            if (turn != null) {
                turn.stop();
            }
            if (journal != null) {
                journal.abandon();
                told(journal);
            }
            finished.accept(this);
        }
    }

    /** The store has failed: where the run is still held, it is looked at again before its lease ends. */
    private void fail() {
        stop();
        tools.giveBackSoon(claim);
    }

    private void told(Journal opened) {
        if (span != null) {
            span.end(opened.run(), opened.state().used());
        }
    }

    private void load() {
        Set<Key> keys = Set.of(new Key(Kind.RUN, runId()), new Key(Kind.RUN_STATE, runId()));
        tools.archive().find(keys).whenCompleteAsync((found, failure) -> loaded(found), loop::run);
    }

    private void loaded(@Nullable Map<Key, Document> found) {
        Document run = found == null ? null : found.get(new Key(Kind.RUN, runId()));
        Document state = found == null ? null : found.get(new Key(Kind.RUN_STATE, runId()));
        if (run == null || state == null || over) {
            fail();
            return;
        }
        Key lock =
                new Key(Kind.THREAD_LOCK, tools.archive().read(run, Run.class).threadId());
        tools.archive()
                .find(Set.of(lock))
                .whenCompleteAsync(
                        (locks, failure) -> {
                            if (locks == null) {
                                fail();
                            } else {
                                open(Holding.of(claim, tools.archive(), run, state, locks.values()));
                            }
                        },
                        loop::run);
    }

    private void open(Holding held) {
        if (!over) {
            Journal opened = new Journal(tools.archive(), tools.hub(), loop, tools.clock(), held, this::fail);
            journal = opened;
            begin(opened);
        }
    }

    private void begin(Journal opened) {
        Run run = opened.run();
        Instant expiresAt = Instant.ofEpochSecond(run.expiresAt().orElse(run.createdAt() + Lifecycle.SECONDS));
        if (run.status().isTerminal()) {
            opened.close(new Work.Done(runId(), claim.token()), this::stop);
        } else if (!tools.clock().instant().isBefore(expiresAt)) {
            settle(opened, new Ending.Expired());
        } else if (run.status() == RunStatus.CANCELLING) {
            settle(opened, new Ending.Cancelled());
        } else if (run.status() == RunStatus.REQUIRES_ACTION) {
            opened.close(new Work.Park(runId(), claim.token(), expiresAt), this::stop);
        } else {
            expiry = loop.after(Duration.between(tools.clock().instant(), expiresAt), () -> interrupt(opened));
            resume(opened);
        }
    }

    /** A turn of which something was told cannot be begun anew: the model would be paid twice, and say it again. */
    private void resume(Journal opened) {
        span = tools.log().start(runId());
        if (opened.run().status() == RunStatus.QUEUED) {
            Run started = Lifecycle.started(opened.run(), now());
            opened.run(started);
            opened.tell(new RunEvent.InProgress(started));
            opened.flush();
            nextTurn(opened);
        } else if (opened.state().step().isPresent()) {
            settle(opened, new Ending.Failed(ModelErrors.SERVER_ERROR));
        } else {
            nextTurn(opened);
        }
    }

    private void settle(Journal opened, Ending how) {
        StepBook book = new StepBook(opened, tools.ids(), tools.clock());
        new Settlement(tools, opened, book)
                .settle(how)
                .whenCompleteAsync(
                        (settled, failure) -> {
                            if (failure == null) {
                                end(opened, how);
                            } else {
                                fail();
                            }
                        },
                        loop::run);
    }

    private void end(Journal opened, Ending how) {
        Run ended = how.run(opened.run(), opened.state().used(), now());
        opened.run(ended);
        opened.tell(how.told(ended));
        close(opened);
    }

    /** The lock goes with what is told last: whoever hears of it finds the thread free. */
    private void close(Journal opened) {
        ending = true;
        opened.unlock();
        opened.close(new Work.Done(runId(), claim.token()), this::stop);
    }

    private void nextTurn(Journal opened) {
        if (over || ending) {
            return;
        }
        Run run = opened.run();
        long answered = opened.state().used().completionTokens();
        long asked = opened.state().used().promptTokens();
        if (run.maxCompletionTokens().filter(most -> answered >= most).isPresent()) {
            incomplete(opened, RunIncompleteReason.MAX_COMPLETION_TOKENS);
        } else if (run.maxPromptTokens().filter(most -> asked >= most).isPresent()) {
            incomplete(opened, RunIncompleteReason.MAX_PROMPT_TOKENS);
        } else if (opened.state().turns() >= MOST_TURNS) {
            end(opened, new Ending.Failed(ModelErrors.SERVER_ERROR));
        } else if (!opened.state().resources().ready()) {
            prepare(opened);
        } else {
            new ConversationReader(tools)
                    .read(opened.owner(), run, opened.state())
                    .whenCompleteAsync(
                            (read, failure) -> {
                                if (failure == null) {
                                    read(opened, read);
                                } else {
                                    unreadable(opened);
                                }
                            },
                            loop::run);
        }
    }

    /** The account of the model gets what the tools work on there; written down, so that it is done once. */
    private void prepare(Journal opened) {
        ModelAccount account = tools.account(opened.owner(), opened.run().model(), loop);
        new AccountResources(tools, account)
                .ready(opened.state().resources())
                .whenCompleteAsync(
                        (ready, failure) -> {
                            if (over || ending) {
                                return;
                            }
                            if (ready == null) {
                                end(opened, new Ending.Failed(ModelErrors.ofAccount(failure)));
                            } else {
                                opened.state(opened.state().prepared(ready));
                                nextTurn(opened);
                            }
                        },
                        loop::run);
    }

    private void unreadable(Journal opened) {
        if (!over && !ending) {
            end(opened, new Ending.Failed(ModelErrors.SERVER_ERROR));
        }
    }

    private void read(Journal opened, Optional<Conversation> read) {
        if (over || ending) {
            return;
        }
        if (read.isEmpty()) {
            incomplete(opened, RunIncompleteReason.MAX_PROMPT_TOKENS);
        } else {
            opened.state(opened.state().turning());
            StepBook book = new StepBook(opened, tools.ids(), tools.clock());
            turn = new ModelTurn(tools, opened, book, loop, span, done -> turned(opened, done));
            turn.begin(read.get());
        }
    }

    private void turned(Journal opened, ModelTurn done) {
        turn = null;
        TurnWriter writer = done.writer();
        Optional<RunError> error = done.error();
        if (error.isPresent()) {
            Ending failed = new Ending.Failed(error.get());
            writer.end(failed);
            end(opened, failed);
        } else if (writer.isCancelled()) {
            Run cancelling = Lifecycle.cancelling(opened.run());
            opened.run(cancelling);
            opened.tell(new RunEvent.Cancelling(cancelling));
            writer.end(new Ending.Cancelled());
            end(opened, new Ending.Cancelled());
        } else if (writer.finish() == Finish.LENGTH) {
            writer.cut(MessageIncompleteReason.MAX_TOKENS);
            incomplete(opened, RunIncompleteReason.MAX_COMPLETION_TOKENS);
        } else if (writer.finish() == Finish.CONTENT_FILTER) {
            writer.cut(MessageIncompleteReason.CONTENT_FILTER);
            incomplete(opened, RunIncompleteReason.CONTENT_FILTER);
        } else if (!writer.searches().isEmpty()) {
            search(opened, writer);
        } else if (writer.pending().isEmpty()) {
            writer.complete();
            Run completed = Lifecycle.completed(opened.run(), opened.state().used(), now());
            opened.run(completed);
            opened.tell(new RunEvent.Completed(completed));
            close(opened);
        } else {
            suspend(opened, writer);
        }
    }

    private void search(Journal opened, TurnWriter writer) {
        searching = writer;
        new FileSearches(tools, opened, loop)
                .make(writer.searches())
                .whenCompleteAsync((made, failure) -> searched(opened, writer, made), loop::run);
    }

    private void searched(Journal opened, TurnWriter writer, @Nullable List<ToolCall.FileSearch> made) {
        if (over || ending) {
            return;
        }
        searching = null;
        if (made == null) {
            Ending failed = new Ending.Failed(ModelErrors.SERVER_ERROR);
            writer.end(failed);
            end(opened, failed);
            return;
        }
        writer.searched(made);
        if (writer.pending().isEmpty()) {
            opened.flush();
            opened.whenDrained(() -> nextTurn(opened));
        } else {
            suspend(opened, writer);
        }
    }

    private void suspend(Journal opened, TurnWriter writer) {
        List<RequiredToolCall> pending = writer.pending();
        writer.suspend();
        Run waiting = Lifecycle.waiting(opened.run(), pending);
        opened.run(waiting);
        opened.tell(new RunEvent.RequiresAction(waiting));
        Instant expiresAt = Instant.ofEpochSecond(waiting.expiresAt().orElse(now()));
        opened.close(new Work.Park(runId(), claim.token(), expiresAt), this::stop);
    }

    private void incomplete(Journal opened, RunIncompleteReason reason) {
        Run incomplete = Lifecycle.incomplete(opened.run(), opened.state().used(), reason);
        opened.run(incomplete);
        opened.tell(new RunEvent.Incomplete(incomplete));
        close(opened);
    }

    /** The time of the run is over. */
    private void interrupt(Journal opened) {
        if (over || ending || opened.run().status() != RunStatus.IN_PROGRESS) {
            return;
        }
        Ending expired = new Ending.Expired();
        ModelTurn current = turn;
        if (current != null) {
            current.stop();
            turn = null;
            current.writer().end(expired);
        } else if (searching != null) {
            searching.end(expired);
        }
        end(opened, expired);
    }

    private long now() {
        return tools.clock().instant().getEpochSecond();
    }
}
