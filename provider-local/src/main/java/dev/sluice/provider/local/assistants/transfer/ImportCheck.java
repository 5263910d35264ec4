package dev.sluice.provider.local.assistants.transfer;

import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.vectors.Entries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads all lines before any is written, and finds what is wrong with them. */
final class ImportCheck {
    private static final int MOST_PROBLEMS = 20;

    private final JsonCodec json;
    private final Archive archive;
    private final Set<Key> seen = new HashSet<>();
    private final Map<String, Long> bytesMissing = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    ImportCheck(JsonCodec json, Archive archive) {
        this.json = json;
        this.archive = archive;
    }

    void line(String place, String line) {
        try {
            check(ImportLine.read(json, place, line));
        } catch (IllegalArgumentException wrong) {
            problem(place, String.valueOf(wrong.getMessage()));
        }
    }

    private void problem(String place, String what) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(place + ": " + what);
        }
    }

    private void check(ImportLine line) {
        if (line.kind().isEmpty()) {
            content(line);
            return;
        }
        LineKind kind = line.kind().get();
        json.read(json.write(line.object()), kind.type());
        switch (kind) {
            case FILE -> file(line);
            case MESSAGE -> behind(Kind.THREAD, line.member("thread_id"));
            case RUN -> {
                behind(Kind.THREAD, line.member("thread_id"));
                line.member("status");
                created(line);
            }
            case RUN_STEP -> behind(Kind.RUN, line.member("run_id"));
            case VECTOR_STORE_FILE_BATCH -> behind(Kind.VECTOR_STORE, line.member("vector_store_id"));
            case VECTOR_STORE_FILE -> {
                behind(Kind.VECTOR_STORE, line.member("vector_store_id"));
                behind(Kind.FILE, line.id());
            }
            default -> created(line);
        }
        if (!seen.add(key(line))) {
            throw new IllegalArgumentException(kind.word() + " " + line.id() + " is there twice");
        }
    }

    private static void created(ImportLine line) {
        if (line.object().get("created_at").flatMap(ImportCheck::number).isEmpty()) {
            throw new IllegalArgumentException("'created_at' of " + line.id() + " is no whole number");
        }
    }

    private static Optional<Long> number(JsonNode value) {
        return value.asLong().isPresent() ? Optional.of(value.asLong().getAsLong()) : Optional.empty();
    }

    static Key key(ImportLine line) {
        LineKind kind = line.kind().orElseThrow();
        return kind == LineKind.VECTOR_STORE_FILE
                ? Entries.key(line.member("vector_store_id"), line.id())
                : new Key(kind.kind(), line.id());
    }

    /** What it belongs to is on a line before, or in the store. */
    private void behind(Kind kind, String id) {
        Key key = new Key(kind, id);
        if (!seen.contains(key)
                && archive.find(Set.of(key)).toCompletableFuture().join().isEmpty()) {
            throw new IllegalArgumentException(
                    "it belongs to " + id + ", which is on no line before and not there yet");
        }
    }

    private void file(ImportLine line) {
        Long bytes = line.object()
                .get("bytes")
                .flatMap(ImportCheck::number)
                .orElseThrow(() -> new IllegalArgumentException("'bytes' of " + line.id() + " is no whole number"));
        created(line);
        bytesMissing.put(line.id(), bytes);
    }

    private void content(ImportLine line) {
        Long missing = bytesMissing.get(line.id());
        if (missing == null) {
            throw new IllegalArgumentException("it is content of " + line.id() + ", which is on no line before");
        }
        long left = missing - line.data().length;
        if (line.isLast() && left != 0) {
            bytesMissing.remove(line.id());
            throw new IllegalArgumentException("the content of " + line.id() + " has "
                    + (left > 0 ? left + " bytes less" : -left + " bytes more") + " than its file says");
        }
        if (line.isLast()) {
            bytesMissing.remove(line.id());
        } else {
            bytesMissing.put(line.id(), left);
        }
    }

    void end() throws ImportException {
        bytesMissing.keySet().stream()
                .sorted()
                .forEach(id -> problem("at the end", "content of " + id + " is missing"));
        if (!problems.isEmpty()) {
            throw new ImportException(problems);
        }
    }
}
