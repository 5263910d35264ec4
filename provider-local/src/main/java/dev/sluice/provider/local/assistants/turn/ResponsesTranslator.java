package dev.sluice.provider.local.assistants.turn;

import dev.sluice.core.assistants.model.FileSearchResult;
import dev.sluice.core.assistants.model.TextChunk;
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
            case "response.cancelled" -> cancelled();
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
            case "response.content_part.added" -> sink.part();
            case "response.output_text.delta" -> sink.text(word(event, "delta"));
            case "response.refusal.delta" -> sink.refusal(word(event, "delta"));
            case "response.function_call_arguments.delta" -> arguments(index, word(event, "delta"));
            case "response.code_interpreter_call_code.delta" -> code(index, word(event, "delta"));
            case "response.output_text.annotation.added" ->
                event.get("annotation").ifPresent(this::annotation);
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
            case "file_search_call" -> sink.search();
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

    private void code(long index, String piece) {
        if (!piece.isEmpty()) {
            withArguments.add(index);
            sink.codePiece(piece);
        }
    }

    private void annotation(JsonNode annotation) {
        switch (word(annotation, "type")) {
            case "file_citation" -> sink.cite(word(annotation, "file_id"), word(annotation, "filename"));
            case "container_file_citation" ->
                sink.made(new MadeFile(
                        word(annotation, "container_id"),
                        word(annotation, "file_id"),
                        word(annotation, "filename"),
                        ChatTranslator.count(annotation, "start_index"),
                        ChatTranslator.count(annotation, "end_index")));
            default -> {
                // No tool that is offered cites anything else.
            }
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
            case "code_interpreter_call" -> {
                if (!withArguments.contains(index)) {
                    code(index, word(item, "code"));
                }
                sink.codeOutputs(outputs(item));
            }
            case "file_search_call" -> sink.found(results(item));
            case "message" -> {
                // One that is cut off is ended by what follows: only then it is known why.
                if (!word(item, "status").equals("incomplete")) {
                    sink.endMessage();
                }
            }
            default -> {
                // Thoughts go back as they came.
            }
        }
        sink.item(item);
    }

    private static List<CodeResult> outputs(JsonNode item) {
        List<CodeResult> outputs = new ArrayList<>();
        for (JsonNode output : elements(item, "outputs")) {
            switch (word(output, "type")) {
                case "logs" -> outputs.add(new CodeResult.Logs(word(output, "logs")));
                case "image" -> outputs.add(new CodeResult.Image(word(output, "url")));
                default -> {
                    // Steps have no other kind of output.
                }
            }
        }
        return outputs;
    }

    private static List<FileSearchResult> results(JsonNode item) {
        return elements(item, "results").stream()
                .map(result -> new FileSearchResult(
                        word(result, "file_id"),
                        word(result, "filename"),
                        result.get("score")
                                .map(score -> score.asDouble().orElse(0))
                                .orElse(0.0),
                        result.get("attributes")
                                .filter(ObjectNode.class::isInstance)
                                .map(attributes -> ((ObjectNode) attributes).members())
                                .orElse(Map.of()),
                        List.of(new TextChunk(word(result, "text")))))
                .toList();
    }

    private static List<JsonNode> elements(JsonNode node, String member) {
        return node.get(member).map(JsonNode::elements).orElse(List.of());
    }

    /** A response that was not streamed. */
    private void whole(JsonNode response) {
        List<JsonNode> items = elements(response, "output");
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            added(item, i);
            elements(item, "content").forEach(this::part);
            finished(item, i);
        }
        JsonNode event = JsonNode.object().put("response", response).build();
        switch (word(response, "status")) {
            case "failed" -> failed(response.get("error"));
            case "cancelled" -> cancelled();
            case "incomplete" -> incomplete(event);
            default -> end(event, Finish.STOP);
        }
    }

    private void part(JsonNode part) {
        sink.part();
        switch (word(part, "type")) {
            case "output_text" -> {
                sink.text(word(part, "text"));
                elements(part, "annotations").forEach(this::annotation);
            }
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

    private void cancelled() {
        ended = true;
        sink.cancelled();
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
