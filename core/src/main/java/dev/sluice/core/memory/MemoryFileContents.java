package dev.sluice.core.memory;

import dev.sluice.core.http.Body;
import dev.sluice.core.spi.FileContents;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The bytes of files, in memory. */
final class MemoryFileContents implements FileContents {
    private final Map<String, Body.Bytes> contents = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Long> keep(String fileId, Body content) {
        return Collected.of(content).thenApply(bytes -> {
            contents.put(fileId, bytes);
            return bytes.size();
        });
    }

    @Override
    public CompletionStage<Optional<Body>> open(String fileId) {
        return CompletableFuture.completedFuture(Optional.ofNullable(contents.get(fileId)));
    }

    @Override
    public CompletionStage<Void> remove(String fileId) {
        contents.remove(fileId);
        return CompletableFuture.completedFuture(null);
    }
}
