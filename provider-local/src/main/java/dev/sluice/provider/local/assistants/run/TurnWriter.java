package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.event.CodeInterpreterDelta;
import dev.sluice.core.assistants.event.CodeOutputDelta;
import dev.sluice.core.assistants.event.MessageEvent;
import dev.sluice.core.assistants.event.RunStepChange;
import dev.sluice.core.assistants.event.ToolCallDelta;
import dev.sluice.core.assistants.model.CodeInterpreterCall;
import dev.sluice.core.assistants.model.CodeOutput;
import dev.sluice.core.assistants.model.FileSearchCall;
import dev.sluice.core.assistants.model.FileSearchResult;
import dev.sluice.core.assistants.model.MessageIncompleteReason;
import dev.sluice.core.assistants.model.RequiredToolCall;
import dev.sluice.core.assistants.model.RunError;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.model.RunStepType;
import dev.sluice.core.assistants.model.TokenUsage;
import dev.sluice.core.assistants.model.ToolCall;
import dev.sluice.core.json.JsonNode;
import dev.sluice.provider.local.assistants.data.RunState;
import dev.sluice.provider.local.assistants.turn.Finish;
import dev.sluice.provider.local.assistants.turn.MadeFile;
import dev.sluice.provider.local.assistants.turn.SearchTool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes steps and messages of what a model says in one turn. One step is open at a time, as clients want it; a message that
 * comes while calls of functions wait for their outputs has a step of which nothing is told.
 */
final class TurnWriter {
    private final Journal journal;
    private final StepBook book;
    private final CallPieces calls = new CallPieces();
    private final Searches searches;
    private final Markers markers;
    private final List<JsonNode> items = new ArrayList<>();
    private @Nullable RunStep tools;

    /** That of a message, or of a built-in tool that has done its work: its tokens are told when nothing follows in the turn. */
    private @Nullable RunStep messageStep;

    private @Nullable Written message;
    private @Nullable CodePiece code;
    private @Nullable Hosted hosted;
    private TokenUsage usage = RunState.NO_TOKENS;
    private Finish finish = Finish.STOP;
    private @Nullable RunError error;
    private boolean cancelled;
    private int searched;

    /**
     * Writes a turn.
     *
     * @param cited the files that markers of passages stand for
     * @param searched how many searches the run has made in the turns before
     */
    TurnWriter(Journal journal, StepBook book, Map<String, String> cited, int searched) {
        this.journal = journal;
        this.book = book;
        this.searched = searched;
        this.searches = new Searches(SearchTool.name(journal.run().tools()));
        this.markers = new Markers(cited);
    }

    void text(String piece) {
        markers.feed(
                piece,
                this::plain,
                (marker, file) -> journal.tell(new MessageEvent.Delta(writing().cite(marker, file))));
    }

    private void plain(String piece) {
        say(piece, false);
    }

    void refusal(String piece) {
        markers.end(this::plain);
        say(piece, true);
    }

    private void say(String piece, boolean refusal) {
        if (!piece.isEmpty()) {
            journal.tell(new MessageEvent.Delta(writing().grow(piece, refusal)));
        }
    }

    private Written writing() {
        Written writing = message;
        if (writing == null) {
            closeStep(RunState.NO_TOKENS);
            String id = book.newMessageId();
            messageStep = book.openMessage(id, tools != null);
            writing = book.write(id);
            message = writing;
        }
        return writing;
    }

    void part() {
        markers.end(this::plain);
        if (message != null) {
            message.part();
        }
    }

    void endMessage() {
        markers.end(this::plain);
        if (message != null) {
            book.complete(message);
            message = null;
        }
    }

    /** A step before the last one: the tokens of the turn are told with the last. */
    private void closeMessageStep(TokenUsage used) {
        endMessage();
        closeStep(used);
    }

    private void closeStep(TokenUsage used) {
        if (messageStep != null) {
            book.complete(messageStep, used, tools != null);
            messageStep = null;
        }
    }

    void call(int index, String id, String name) {
        if (searches.begin(index, id, name)) {
            return;
        }
        RunStep step = tools;
        if (step == null) {
            closeMessageStep(RunState.NO_TOKENS);
            step = book.openTools(false);
            tools = step;
        }
        book.grow(step, calls.begin(index, id, name));
    }

    void arguments(int index, String piece) {
        if (!searches.grow(index, piece) && tools != null) {
            book.grow(tools, calls.grow(index, piece));
        }
    }

    void code() {
        closeMessageStep(RunState.NO_TOKENS);
        RunStep step = book.openTools(tools != null);
        code = new CodePiece(step, book.newCallId());
        tellCode(code.id, new CodeInterpreterDelta("", List.of()));
    }

    void codePiece(String piece) {
        if (code != null && !piece.isEmpty()) {
            code.input.append(piece);
            tellCode(null, new CodeInterpreterDelta(piece, null));
        }
    }

    private void tellCode(@Nullable String id, CodeInterpreterDelta change) {
        if (code != null && tools == null) {
            book.grow(code.step, RunStepChange.of(new ToolCallDelta.CodeInterpreter(0, id, change)));
        }
    }

    void codeOutputs(List<CodeOutput> outputs) {
        if (code == null) {
            return;
        }
        List<CodeOutputDelta> told = new ArrayList<>();
        for (CodeOutput output : outputs) {
            if (output instanceof CodeOutput.Logs logs) {
                told.add(new CodeOutputDelta.Logs(told.size(), logs.logs()));
            } else if (output instanceof CodeOutput.Image image) {
                told.add(new CodeOutputDelta.Image(told.size(), image.image()));
            }
        }
        if (!told.isEmpty()) {
            tellCode(null, new CodeInterpreterDelta(null, told));
        }
        done(code.step, code.call(outputs));
        code = null;
    }

    /** A step of a built-in tool that has done its work is told as completed when it is known whether another one follows. */
    private void done(RunStep step, ToolCall call) {
        messageStep = StepBook.calling(step, List.of(call));
        journal.step(messageStep);
    }

    /** A search that the account of the model makes begins. */
    void search() {
        closeMessageStep(RunState.NO_TOKENS);
        ToolCall.FileSearch call = new ToolCall.FileSearch(
                book.newCallId(), new FileSearchCall(FileSearches.ranking(journal.run()), List.of()));
        hosted = new Hosted(book.openSearch(call, tools != null), call, List.of(), true);
        searched++;
    }

    void found(List<FileSearchResult> results) {
        if (hosted != null) {
            hosted = new Hosted(hosted.step, hosted.call, results, false);
            done(hosted.step, hosted.finished());
        }
    }

    /** A citation of what the account of the model has found: models there write no markers. */
    void cite(String fileId, String name) {
        markers.end(this::plain);
        String marker =
                "【" + Math.max(0, searched - 1) + ":" + (hosted == null ? 0 : hosted.place(fileId)) + "†" + name + "】";
        journal.tell(new MessageEvent.Delta(writing().cite(marker, fileId)));
    }

    /** A file that code made, which is kept under that id. */
    void made(MadeFile file, String id) {
        markers.end(this::plain);
        journal.tell(new MessageEvent.Delta(
                file.isPicture() ? writing().show(id) : writing().link(file, id)));
    }

    void item(JsonNode item) {
        items.add(item);
    }

    void usage(TokenUsage tokens) {
        usage = tokens;
    }

    void finish(Finish reason) {
        finish = reason;
    }

    void fail(RunError reason) {
        error = reason;
    }

    void cancelled() {
        cancelled = true;
    }

    /** Whether somebody has stopped the model. */
    boolean isCancelled() {
        return cancelled;
    }

    /** Why the model failed, if it did. */
    Optional<RunError> error() {
        return Optional.ofNullable(error);
    }

    Finish finish() {
        return finish;
    }

    /** The calls that wait for their outputs, once the model has stopped. */
    List<RequiredToolCall> pending() {
        return finish == Finish.STOP ? calls.required() : List.of();
    }

    /** The searches that are to be made, once the model has stopped. */
    List<Searches.Asked> searches() {
        return finish == Finish.STOP ? searches.asked() : List.of();
    }

    /** The searches were made: each is a step, of which nothing is told while a step that calls functions is open. */
    void searched(List<ToolCall.FileSearch> made) {
        closeMessageStep(RunState.NO_TOKENS);
        boolean silent = tools != null;
        for (int i = 0; i < made.size(); i++) {
            RunStep step = book.openSearch(made.get(i), silent);
            boolean last = !silent && i == made.size() - 1;
            book.complete(StepBook.calling(step, List.of(made.get(i))), last ? usage : RunState.NO_TOKENS, silent);
        }
        Set<String> said = items.stream()
                .flatMap(item -> item.get("call_id").flatMap(JsonNode::asText).stream())
                .collect(Collectors.toSet());
        searches.asked().stream().filter(asked -> !said.contains(asked.id())).forEach(asked -> items.add(asked.item()));
        if (!silent) {
            journal.state(journal.state().using(usage).saying(items).answered());
        }
    }

    /** The turn is over, and functions are to be called: their step stays open. */
    void suspend() {
        closeMessageStep(RunState.NO_TOKENS);
        if (tools != null) {
            journal.step(StepBook.calling(tools, calls.calls()));
            journal.state(journal.state().using(usage).saying(items).waiting(tools.id(), usage));
        }
    }

    /** The turn is over, and so is the run. */
    void complete() {
        journal.state(journal.state().using(usage));
        closeMessageStep(usage);
    }

    /** The turn ended before the model had said all. */
    void cut(MessageIncompleteReason reason) {
        markers.end(this::plain);
        journal.state(journal.state().using(usage));
        if (message != null) {
            book.incomplete(Ending.incomplete(message.soFar(), reason, book.now()));
            message = null;
        }
        if (tools != null) {
            closeMessageStep(RunState.NO_TOKENS);
            book.end(StepBook.calling(tools, calls.calls()), new Ending.Cancelled(), usage, false);
        } else {
            closeMessageStep(usage);
        }
        endBuiltIn(new Ending.Cancelled(), tools == null ? usage : RunState.NO_TOKENS);
    }

    /** A built-in tool that has not done its work. */
    private void endBuiltIn(Ending ending, TokenUsage used) {
        if (code != null) {
            book.end(StepBook.calling(code.step, List.of(code.call(List.of()))), ending, used, tools != null);
            code = null;
        } else if (hosted != null && hosted.open) {
            book.end(StepBook.calling(hosted.step, List.of(hosted.call)), ending, used, tools != null);
            hosted = null;
        }
    }

    /** The run ends in the middle of the turn. */
    void end(Ending ending) {
        markers.end(this::plain);
        journal.state(journal.state().using(usage));
        if (message != null) {
            book.incomplete(ending.message(message.soFar(), book.now()));
            message = null;
        }
        TokenUsage last = tools == null ? usage : RunState.NO_TOKENS;
        if (messageStep != null && messageStep.type() == RunStepType.MESSAGE_CREATION) {
            book.end(messageStep, ending, last, tools != null);
        } else {
            closeStep(last);
        }
        endBuiltIn(ending, last);
        if (tools != null) {
            book.end(StepBook.calling(tools, calls.calls()), ending, usage, false);
        }
    }

    private static final class CodePiece {
        final RunStep step;
        final String id;
        final StringBuilder input = new StringBuilder();

        CodePiece(RunStep step, String id) {
            this.step = step;
            this.id = id;
        }

        ToolCall call(List<CodeOutput> outputs) {
            return new ToolCall.CodeInterpreter(id, new CodeInterpreterCall(input.toString(), outputs));
        }
    }

    /** A search that the account of the model makes, and what it has found. */
    private record Hosted(RunStep step, ToolCall.FileSearch call, List<FileSearchResult> results, boolean open) {
        ToolCall finished() {
            return new ToolCall.FileSearch(
                    call.id(),
                    new FileSearchCall(call.fileSearch().rankingOptions().orElse(null), results));
        }

        /** Which of the results is of that file. */
        int place(String fileId) {
            return (int) results.stream()
                            .takeWhile(result -> !result.fileId().equals(fileId))
                            .count()
                    % Math.max(1, results.size());
        }

        @Override
        public String toString() {
            return "Hosted[results=" + results.size() + "]";
        }
    }
}
