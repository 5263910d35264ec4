package dev.sluice.provider.local.assistants.turn;

import dev.sluice.core.json.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The function calls of one turn, put together from pieces. Servers number them in their own ways: by an index, by an id
 * alone, all with the same index, or with ids that are empty or used twice.
 */
final class CallNumbers {
    private final TurnSink sink;
    private final Supplier<String> newId;
    private final List<Call> calls = new ArrayList<>();
    private final Map<Long, Call> byIndex = new HashMap<>();
    private final Set<String> ids = new HashSet<>();

    CallNumbers(TurnSink sink, Supplier<String> newId) {
        this.sink = sink;
        this.newId = newId;
    }

    /** A piece of a call, the n-th in its chunk. */
    void piece(int position, JsonNode piece) {
        String id = piece.get("id").flatMap(JsonNode::asText).orElse("");
        Optional<JsonNode> function = piece.get("function");
        String name = text(function, "name");
        Call call = call(piece, position, id, name);
        if (!name.isEmpty() && !call.begun) {
            call.begun = true;
            sink.call(call.number, call.id, name);
            sendWaiting(call);
        }
        String arguments = text(function, "arguments");
        if (!arguments.isEmpty()) {
            call.waiting.append(arguments);
            sendWaiting(call);
        }
    }

    private void sendWaiting(Call call) {
        if (call.begun && !call.waiting.isEmpty()) {
            call.hasArguments = true;
            sink.arguments(call.number, call.waiting.toString());
            call.waiting.setLength(0);
        }
    }

    private Call call(JsonNode piece, int position, String id, String name) {
        long index = piece.get("index")
                .map(number -> number.asLong().orElse(position))
                .orElseGet(() -> name.isEmpty() ? calls.size() - 1L : calls.size());
        Call known = byIndex.get(index);
        boolean another = known != null && known.begun && !name.isEmpty() && !id.isEmpty() && !id.equals(known.sentId);
        if (known == null || another) {
            known = new Call(calls.size(), id, id.isEmpty() || !ids.add(id) ? newId.get() : id);
            calls.add(known);
            byIndex.put(index, known);
        }
        return known;
    }

    /** No piece follows: calls without arguments have none. */
    void end() {
        for (Call call : calls) {
            if (call.begun && !call.hasArguments) {
                call.waiting.append("{}");
                sendWaiting(call);
            }
        }
    }

    private static String text(Optional<JsonNode> function, String member) {
        return function.flatMap(json -> json.get(member))
                .flatMap(JsonNode::asText)
                .orElse("");
    }

    private static final class Call {
        final int number;
        final String sentId;
        final String id;
        final StringBuilder waiting = new StringBuilder();
        boolean begun;
        boolean hasArguments;

        Call(int number, String sentId, String id) {
            this.number = number;
            this.sentId = sentId;
            this.id = id;
        }
    }
}
