package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.model.FileSearchResult;
import dev.sluice.core.assistants.model.RunError;
import dev.sluice.core.assistants.model.TokenUsage;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.json.JsonNode;
import dev.sluice.provider.local.assistants.turn.CodeResult;
import dev.sluice.provider.local.assistants.turn.Finish;
import dev.sluice.provider.local.assistants.turn.MadeFile;
import dev.sluice.provider.local.assistants.turn.TurnSink;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands on what a model says, in order. Files that code made are kept before anything is told of them; what is said meanwhile
 * waits. Lives on one loop.
 */
final class TurnRelay implements TurnSink {
    private final TurnWriter writer;
    private final MadeFiles files;
    private final EventLoop loop;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean stopped;

    TurnRelay(TurnWriter writer, MadeFiles files, EventLoop loop) {
        this.writer = writer;
        this.files = files;
        this.loop = loop;
    }

    /** Runs when all that was said so far is handed on: at once, or later. */
    void then(Runnable task) {
        if (busy || !waiting.isEmpty()) {
            waiting.add(task);
        } else {
            task.run();
        }
    }

    /** Nothing more is handed on. */
    void stop() {
        stopped = true;
        waiting.clear();
    }

    private <T> void when(CompletionStage<T> ready, Consumer<@Nullable T> task) {
        busy = true;
        ready.whenCompleteAsync(
                (value, failure) -> {
                    if (stopped) {
                        return;
                    }
                    busy = false;
                    task.accept(value);
                    while (!busy && !waiting.isEmpty()) {
                        waiting.remove().run();
                    }
                },
                loop::run);
    }

    @Override
    public void text(String piece) {
        then(() -> writer.text(piece));
    }

    @Override
    public void refusal(String piece) {
        then(() -> writer.refusal(piece));
    }

    @Override
    public void part() {
        then(writer::part);
    }

    @Override
    public void endMessage() {
        then(writer::endMessage);
    }

    @Override
    public void call(int index, String id, String name) {
        then(() -> writer.call(index, id, name));
    }

    @Override
    public void arguments(int index, String piece) {
        then(() -> writer.arguments(index, piece));
    }

    @Override
    public void code() {
        then(writer::code);
    }

    @Override
    public void codePiece(String piece) {
        then(() -> writer.codePiece(piece));
    }

    @Override
    public void codeOutputs(List<CodeResult> outputs) {
        then(() -> when(files.outputs(outputs), kept -> writer.codeOutputs(kept == null ? List.of() : kept)));
    }

    @Override
    public void search() {
        then(writer::search);
    }

    @Override
    public void found(List<FileSearchResult> results) {
        then(() -> writer.found(results));
    }

    @Override
    public void cite(String fileId, String name) {
        then(() -> writer.cite(fileId, name));
    }

    @Override
    public void made(MadeFile file) {
        then(() -> when(files.kept(file), kept -> {
            if (kept != null) {
                kept.ifPresent(id -> writer.made(file, id));
            }
        }));
    }

    @Override
    public void item(JsonNode item) {
        then(() -> writer.item(item));
    }

    @Override
    public void usage(TokenUsage usage) {
        then(() -> writer.usage(usage));
    }

    @Override
    public void finish(Finish finish) {
        then(() -> writer.finish(finish));
    }

    @Override
    public void fail(RunError error) {
        then(() -> writer.fail(error));
    }

    @Override
    public void cancelled() {
        then(writer::cancelled);
    }
}
