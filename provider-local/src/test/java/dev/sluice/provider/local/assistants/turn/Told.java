package dev.sluice.provider.local.assistants.turn;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.codec.jsonb.JsonbCodec;
import dev.sluice.core.assistants.model.FileSearchResult;
import dev.sluice.core.assistants.model.RunError;
import dev.sluice.core.assistants.model.TokenUsage;
import dev.sluice.core.json.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes down what a translator tells, one word for each. */
final class Told implements TurnSink {
    static final JsonbCodec JSON = new JsonbCodec();

    final List<String> all = new ArrayList<>();

    static JsonNode json(String text) {
        return JSON.parse(text.getBytes(UTF_8));
    }

    @Override
    public void text(String piece) {
        all.add("text " + piece);
    }

    @Override
    public void refusal(String piece) {
        all.add("refusal " + piece);
    }

    @Override
    public void part() {
        all.add("part");
    }

    @Override
    public void endMessage() {
        all.add("end message");
    }

    @Override
    public void call(int index, String id, String name) {
        all.add("call " + index + " " + id + " " + name);
    }

    @Override
    public void arguments(int index, String piece) {
        all.add("arguments " + index + " " + piece);
    }

    @Override
    public void code() {
        all.add("code");
    }

    @Override
    public void codePiece(String piece) {
        all.add("code piece " + piece);
    }

    @Override
    public void codeOutputs(List<CodeResult> outputs) {
        all.add("outputs"
                + outputs.stream()
                        .map(output -> output instanceof CodeResult.Logs logs
                                ? " logs " + logs.text()
                                : " image " + ((CodeResult.Image) output).url())
                        .collect(Collectors.joining()));
    }

    @Override
    public void search() {
        all.add("search");
    }

    @Override
    public void found(List<FileSearchResult> results) {
        all.add("found "
                + results.stream()
                        .map(result -> result.fileId() + " " + result.fileName() + " " + result.score() + " "
                                + result.attributes().keySet() + " "
                                + result.content().orElse(List.of()).get(0).text())
                        .collect(Collectors.joining(", ")));
    }

    @Override
    public void cite(String fileId, String name) {
        all.add("cite " + fileId + " " + name);
    }

    @Override
    public void made(MadeFile file) {
        all.add("made " + file.containerId() + " " + file.fileId() + " " + file.name() + " " + file.start() + "-"
                + file.end());
    }

    @Override
    public void item(JsonNode item) {
        all.add("item " + item.get("type").flatMap(JsonNode::asText).orElse(""));
    }

    @Override
    public void usage(TokenUsage usage) {
        all.add("usage " + usage.promptTokens() + " " + usage.completionTokens() + " " + usage.totalTokens() + " "
                + usage.cachedTokens() + " " + usage.reasoningTokens());
    }

    @Override
    public void finish(Finish finish) {
        all.add("finish " + finish);
    }

    @Override
    public void fail(RunError error) {
        all.add("fail " + error.code() + " " + error.message());
    }

    @Override
    public void cancelled() {
        all.add("cancelled");
    }
}
