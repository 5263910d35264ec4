package dev.sluice.provider.local.assistants.turn;

import dev.sluice.core.assistants.model.CodeOutput;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import dev.sluice.provider.local.assistants.data.RunState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the events of a streamed response mean, and whole responses. Items may be interleaved: one is told at a time, the
 * others wait until it is done.
 */
public final class ResponsesTranslator implements Translator {
    private final TurnSink sink;
    private final TreeMap<Long, List<JsonNode>> waiting = new TreeMap<>();
    private final Set<Long> done = new HashSet<>();
    private final Set<Long> withArguments = new HashSet<>();
    private long current = -1;
    private boolean ended;

    /** Tells that sink. */
    public ResponsesTranslator(TurnSink sink) {
        this.sink = sink;
    }

    @Override
    public void accept(JsonNode event) {
        String type = word(event, "type");
        switch (type) {
            case "response.completed" -> end(event, Finish.STOP);
            case "response.incomplete" -> incomplete(event);
            case "response.failed" -> failed(event.get("response").flatMap(response -> response.get("error")));
            case "error" -> failed(Optional.of(event.get("error").orElse(event)));
            default -> {
                if (event.get("output").isPresent() && type.isEmpty()) {
                    whole(event);
                } else if (event.get("output_index").isPresent()) {
                    inTurn(event);
                }
            }
        }
    }

    private void inTurn(JsonNode event) {
        long index = event.get("output_index").orElseThrow().asLong().orElse(0);
        if (current < 0) {
            current = index;
        }
        if (index != current) {
            waiting.computeIfAbsent(index, some -> new ArrayList<>()).add(event);
            return;
        }
        tell(event, index);
        while (done.contains(current)) {
            Map.Entry<Long, List<JsonNode>> late = waiting.pollFirstEntry();
            if (late == null) {
                current = -1;
                return;
            }
            current = late.getKey();
            late.getValue().forEach(each -> tell(each, late.getKey()));
        }
    }

    private void tell(JsonNode event, long index) {
        switch (word(event, "type")) {
            case "response.output_item.added" -> event.get("item").ifPresent(item -> added(item, index));
            case "response.output_text.delta" -> sink.text(word(event, "delta"));
            case "response.refusal.delta" -> sink.refusal(word(event, "delta"));
            case "response.function_call_arguments.delta" -> arguments(index, word(event, "delta"));
            case "response.code_interpreter_call_code.delta" -> sink.codePiece(word(event, "delta"));
            case "response.output_item.done" -> {
                event.get("item").ifPresent(item -> finished(item, index));
                done.add(index);
            }
            default -> {
                // The rest says nothing that is not said again.
            }
        }
    }

    private void added(JsonNode item, long index) {
        switch (word(item, "type")) {
            case "function_call" -> sink.call((int) index, word(item, "call_id"), word(item, "name"));
            case "code_interpreter_call" -> sink.code();
            default -> {
                // A message may stay empty, and thoughts are not told.
            }
        }
    }

    private void arguments(long index, String piece) {
        if (!piece.isEmpty()) {
            withArguments.add(index);
            sink.arguments((int) index, piece);
        }
    }

    private void finished(JsonNode item, long index) {
        switch (word(item, "type")) {
            case "function_call" -> {
                if (!withArguments.contains(index)) {
                    String all = word(item, "arguments");
                    arguments(index, all.isEmpty() ? "{}" : all);
                }
            }
            case "code_interpreter_call" -> sink.codeOutputs(outputs(item));
            case "message" -> sink.endMessage();
            default -> {
                // Thoughts go back as they came.
            }
        }
        sink.item(item);
    }

    private static List<CodeOutput> outputs(JsonNode item) {
        List<CodeOutput> outputs = new ArrayList<>();
        for (JsonNode output : item.get("outputs").map(JsonNode::elements).orElse(List.of())) {
            if (word(output, "type").equals("logs")) {
                outputs.add(new CodeOutput.Logs(word(output, "logs")));
            }
        }
        return outputs;
    }

    /** A response that was not streamed. */
    private void whole(JsonNode response) {
        List<JsonNode> items = response.get("output").map(JsonNode::elements).orElse(List.of());
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            added(item, i);
            item.get("content").map(JsonNode::elements).orElse(List.of()).forEach(this::part);
            item.get("code").flatMap(JsonNode::asText).ifPresent(sink::codePiece);
            finished(item, i);
        }
        JsonNode event = JsonNode.object().put("response", response).build();
        switch (word(response, "status")) {
            case "failed" -> failed(response.get("error"));
            case "incomplete" -> incomplete(event);
            default -> end(event, Finish.STOP);
        }
    }

    private void part(JsonNode part) {
        switch (word(part, "type")) {
            case "output_text" -> sink.text(word(part, "text"));
            case "refusal" -> sink.refusal(word(part, "refusal"));
            default -> {
                // No other part has text.
            }
        }
    }

    private void incomplete(JsonNode event) {
        String reason = event.get("response")
                .flatMap(response -> response.get("incomplete_details"))
                .map(details -> word(details, "reason"))
                .orElse("");
        end(event, reason.equals("content_filter") ? Finish.CONTENT_FILTER : Finish.LENGTH);
    }

    private void end(JsonNode event, Finish finish) {
        ended = true;
        event.get("response")
                .flatMap(response -> response.get("usage"))
                .filter(ObjectNode.class::isInstance)
                .ifPresent(this::usage);
        sink.finish(finish);
    }

    private void usage(JsonNode usage) {
        long in = ChatTranslator.count(usage, "input_tokens");
        long out = ChatTranslator.count(usage, "output_tokens");
        long total = usage.get("total_tokens").isPresent() ? ChatTranslator.count(usage, "total_tokens") : in + out;
        sink.usage(RunState.usage(
                in,
                out,
                total,
                ChatTranslator.count(usage.get("input_tokens_details"), "cached_tokens"),
                ChatTranslator.count(usage.get("output_tokens_details"), "reasoning_tokens")));
    }

    private void failed(Optional<JsonNode> error) {
        sink.fail(error.filter(ObjectNode.class::isInstance)
                .map(ModelErrors::inStream)
                .orElse(ModelErrors.SERVER_ERROR));
    }

    private static String word(JsonNode node, String member) {
        return node.get(member).flatMap(JsonNode::asText).orElse("");
    }

    @Override
    public boolean end() {
        return ended;
    }
}
