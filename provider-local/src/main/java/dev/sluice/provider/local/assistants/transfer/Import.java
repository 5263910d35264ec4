package dev.sluice.provider.local.assistants.transfer;

import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.http.Body;
import dev.sluice.core.spi.AssistantStores;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.provider.local.assistants.data.Archive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts lines into a store. All lines are checked before the first is written; what is there already is left as it is, so that
 * an import that was interrupted is done again.
 */
public final class Import {
    private static final int AT_ONCE = 100;

    private final AssistantStores stores;
    private final Archive archive;
    private final JsonCodec json;
    private final ImportDrafts drafts;
    private final Consumer<String> warnings;
    private final Map<Key, ImportLine> waiting = new LinkedHashMap<>();
    private final List<ByteBuffer> content = new ArrayList<>();
    private @Nullable ImportLine file;
    private long written;
    private long present;

    /**
     * An import.
     *
     * @param owner the name of the principal whose objects they become
     * @param warnings takes what somebody should know, a line each
     */
    public Import(AssistantStores stores, JsonCodec json, String owner, Clock clock, Consumer<String> warnings) {
        this.stores = stores;
        this.archive = new Archive(stores.objects(), json);
        this.json = json;
        this.drafts = new ImportDrafts(archive, json, owner, clock);
        this.warnings = warnings;
    }

    /**
     * What was done.
     *
     * @param written how many objects were written
     * @param present how many were there already
     */
    public record Report(long written, long present) {}

    /** Imports all lines; waits until they are written. Nothing is written where one of them is wrong. */
    public Report run(LineSource source) throws IOException, ImportException {
        ImportCheck check = new ImportCheck(json, archive);
        source.read(check::line);
        check.end();
        source.read((place, line) -> take(ImportLine.read(json, place, line)));
        flush();
        return new Report(written, present);
    }

    private void take(ImportLine line) {
        if (line.kind().isEmpty()) {
            content(line);
        } else if (line.kind().get() == LineKind.FILE) {
            flush();
            file = line;
            content.clear();
        } else {
            waiting.put(ImportCheck.key(line), line);
            if (waiting.size() == AT_ONCE) {
                flush();
            }
        }
    }

    private void content(ImportLine line) {
        ImportLine of = file;
        if (of == null) {
            throw new IllegalStateException("Content of no file at " + line.place());
        }
        content.add(ByteBuffer.wrap(line.data()));
        if (line.isLast()) {
            Key key = ImportCheck.key(of);
            if (join(archive.find(Set.of(key))).isEmpty()) {
                // What an import that was interrupted has left of it.
                join(stores.files().remove(of.id()));
                long size = content.stream().mapToLong(ByteBuffer::remaining).sum();
                join(stores.files().keep(of.id(), new Body.Bytes(List.copyOf(content), size)));
            }
            waiting.put(key, of);
            file = null;
            content.clear();
            flush();
        }
    }

    /** What is there already is compared, and stays. */
    private void flush() {
        while (!waiting.isEmpty()) {
            Map<Key, Document> there = join(archive.find(new HashSet<>(waiting.keySet())));
            Change.Builder change = Change.builder();
            List<Key> done = new ArrayList<>();
            waiting.forEach((key, line) -> {
                if (!there.containsKey(key)) {
                    drafts.add(change, line);
                    done.add(key);
                }
            });
            if (done.isEmpty() || join(archive.commit(change)) instanceof Outcome.Done) {
                there.forEach((key, document) -> {
                    ImportLine line = waiting.get(key);
                    if (line != null) {
                        compare(line, document);
                    }
                });
                written += done.size();
                present += there.size();
                waiting.clear();
            }
        }
    }

    private void compare(ImportLine line, Document there) {
        LineKind kind = line.kind().orElseThrow();
        Object kept = archive.read(there, kind.type());
        boolean isOthers = !there.owner().equals(drafts.owner());
        boolean differs = !kept.equals(json.read(json.write(line.object()), kind.type()));
        if (isOthers || differs) {
            warnings.accept(line.place() + ": " + kind.word() + " " + line.id() + " is there already"
                    + (isOthers ? " and belongs to somebody else" : " and differs; what is there stays"));
        }
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
