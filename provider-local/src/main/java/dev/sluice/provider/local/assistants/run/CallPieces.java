package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.event.FunctionCallDelta;
import dev.sluice.core.assistants.event.RunStepChange;
import dev.sluice.core.assistants.event.ToolCallDelta;
import dev.sluice.core.assistants.model.FunctionCall;
import dev.sluice.core.assistants.model.RequiredFunction;
import dev.sluice.core.assistants.model.RequiredToolCall;
import dev.sluice.core.assistants.model.ToolCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The function calls of a step as they are being made. */
final class CallPieces {
    private final Map<Integer, Piece> pieces = new LinkedHashMap<>();

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** A call begins: it is told without arguments, which come with the next that is told of it. */
    RunStepChange begin(int number, String id, String name) {
        Piece piece = new Piece(pieces.size(), id, name);
        pieces.put(number, piece);
        return RunStepChange.of(new ToolCallDelta.Function(piece.index, id, FunctionCallDelta.first(name)));
    }

    /** More arguments of a call. */
    RunStepChange grow(int number, String arguments) {
        Piece piece = pieces.get(number);
        if (piece == null) {
            throw new IllegalStateException("Arguments of a call that has not begun");
        }
        piece.arguments.append(arguments);
        return RunStepChange.of(new ToolCallDelta.Function(piece.index, null, FunctionCallDelta.more(arguments)));
    }

    List<ToolCall> calls() {
        return pieces.values().stream()
                .<ToolCall>map(piece ->
                        new ToolCall.Function(piece.id, new FunctionCall(piece.name, piece.arguments.toString(), null)))
                .toList();
    }

    List<RequiredToolCall> required() {
        return pieces.values().stream()
                .<RequiredToolCall>map(piece -> new RequiredToolCall.Function(
                        piece.id, new RequiredFunction(piece.name, piece.arguments.toString())))
                .toList();
    }

    private static final class Piece {
        final int index;
        final String id;
        final String name;
        final StringBuilder arguments = new StringBuilder();

        Piece(int index, String id, String name) {
            this.index = index;
            this.id = id;
            this.name = name;
        }
    }
}
