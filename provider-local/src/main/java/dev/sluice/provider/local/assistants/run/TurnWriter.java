package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.event.CodeInterpreterDelta;
import dev.sluice.core.assistants.event.CodeOutputDelta;
import dev.sluice.core.assistants.event.MessageEvent;
import dev.sluice.core.assistants.event.RunStepChange;
import dev.sluice.core.assistants.event.ToolCallDelta;
import dev.sluice.core.assistants.model.CodeInterpreterCall;
import dev.sluice.core.assistants.model.CodeOutput;
import dev.sluice.core.assistants.model.MessageIncompleteReason;
import dev.sluice.core.assistants.model.RequiredToolCall;
import dev.sluice.core.assistants.model.RunError;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.model.TokenUsage;
import dev.sluice.core.assistants.model.ToolCall;
import dev.sluice.core.json.JsonNode;
import dev.sluice.provider.local.assistants.data.RunState;
import dev.sluice.provider.local.assistants.turn.Finish;
import dev.sluice.provider.local.assistants.turn.SearchTool;
import dev.sluice.provider.local.assistants.turn.TurnSink;
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
final class TurnWriter implements TurnSink {
    private final Journal journal;
    private final StepBook book;
    private final CallPieces calls = new CallPieces();
    private final Searches searches;
    private final Markers markers;
    private final List<JsonNode> items = new ArrayList<>();
    private @Nullable RunStep tools;
    private @Nullable RunStep messageStep;
    private @Nullable Written message;
    private @Nullable CodePiece code;
    private TokenUsage usage = RunState.NO_TOKENS;
    private Finish finish = Finish.STOP;
    private @Nullable RunError error;

    /**
     * Writes a turn.
     *
     * @param cited the files that markers of passages stand for
     */
    TurnWriter(Journal journal, StepBook book, Map<String, String> cited) {
        this.journal = journal;
        this.book = book;
        this.searches = new Searches(SearchTool.name(journal.run().tools()));
        this.markers = new Markers(cited);
    }

    @Override
    public void text(String piece) {
        markers.feed(
                piece,
                this::plain,
                (marker, file) -> journal.tell(new MessageEvent.Delta(writing().cite(marker, file))));
    }

    private void plain(String piece) {
        say(piece, false);
    }

    @Override
    public void refusal(String piece) {
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

    @Override
    public void endMessage() {
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

    @Override
    public void call(int index, String id, String name) {
        if (searches.begin(index, id, name)) {
            return;
        }
        RunStep step = tools;
        if (step == null) {
            closeMessageStep(RunState.NO_TOKENS);
            step = book.openTools();
            tools = step;
        }
        book.grow(step, calls.begin(index, id, name));
    }

    @Override
    public void arguments(int index, String piece) {
        if (!searches.grow(index, piece) && tools != null) {
            book.grow(tools, calls.grow(index, piece));
        }
    }

    @Override
    public void code() {
        closeMessageStep(RunState.NO_TOKENS);
        if (tools != null) {
            return;
        }
        RunStep step = book.openTools();
        code = new CodePiece(step, book.newCallId());
        book.grow(step, delta(code.id, new CodeInterpreterDelta("", List.of())));
    }

    @Override
    public void codePiece(String piece) {
        if (code != null && !piece.isEmpty()) {
            code.input.append(piece);
            book.grow(code.step, delta(null, new CodeInterpreterDelta(piece, null)));
        }
    }

    private static RunStepChange delta(@Nullable String id, CodeInterpreterDelta change) {
        return RunStepChange.of(new ToolCallDelta.CodeInterpreter(0, id, change));
    }

    @Override
    public void codeOutputs(List<CodeOutput> outputs) {
        if (code == null) {
            return;
        }
        List<CodeOutputDelta> told = new ArrayList<>();
        for (CodeOutput output : outputs) {
            if (output instanceof CodeOutput.Logs logs) {
                told.add(new CodeOutputDelta.Logs(told.size(), logs.logs()));
            }
        }
        if (!told.isEmpty()) {
            book.grow(code.step, delta(null, new CodeInterpreterDelta(null, told)));
        }
        ToolCall call = new ToolCall.CodeInterpreter(code.id, new CodeInterpreterCall(code.input.toString(), outputs));
        book.complete(StepBook.calling(code.step, List.of(call)), RunState.NO_TOKENS, false);
        code = null;
    }

    @Override
    public void item(JsonNode item) {
        items.add(item);
    }

    @Override
    public void usage(TokenUsage tokens) {
        usage = tokens;
    }

    @Override
    public void finish(Finish reason) {
        finish = reason;
    }

    @Override
    public void fail(RunError reason) {
        error = reason;
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
    }

    /** The run ends in the middle of the turn. */
    void end(Ending ending) {
        markers.end(this::plain);
        journal.state(journal.state().using(usage));
        if (message != null) {
            book.incomplete(ending.message(message.soFar(), book.now()));
            message = null;
        }
        if (messageStep != null) {
            book.end(messageStep, ending, tools == null ? usage : RunState.NO_TOKENS, tools != null);
        }
        if (code != null) {
            ToolCall call =
                    new ToolCall.CodeInterpreter(code.id, new CodeInterpreterCall(code.input.toString(), List.of()));
            book.end(StepBook.calling(code.step, List.of(call)), ending, usage, false);
        }
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
    }
}
