package dev.sluice.provider.local.assistants.vectors;

import dev.sluice.core.assistants.search.Embedding;
import dev.sluice.core.assistants.search.Piece;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.spi.FileIndex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Adds the pieces of a file to an index, a few at a time.
 *
 * @param index where to
 * @param embedder says what they mean
 * @param owner whose they are
 * @param loop where the model is called
 */
record Adding(FileIndex index, Embedder embedder, String owner, String storeId, String fileId, EventLoop loop) {
    /** Completes with the number of bytes that were added. */
    CompletionStage<Long> add(List<String> pieces) {
        return add(pieces, 0, 0);
    }

    private CompletionStage<Long> add(List<String> pieces, int from, long bytes) {
        if (from == pieces.size()) {
            return CompletableFuture.completedFuture(bytes);
        }
        List<String> some = pieces.subList(from, Math.min(from + Embedder.AT_ONCE, pieces.size()));
        long size = bytes
                + some.stream()
                        .mapToLong(piece -> piece.getBytes(StandardCharsets.UTF_8).length)
                        .sum();
        // The next are added by whoever completes these: a file of thousands must not be as many calls deep.
        return embedder.of(owner, some, loop)
                .thenCompose(meanings -> index.add(storeId, fileId, numbered(some, from, meanings)))
                .thenComposeAsync(added -> add(pieces, from + some.size(), size), loop::post);
    }

    private static List<Piece> numbered(List<String> texts, int from, List<Optional<Embedding>> meanings) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            pieces.add(new Piece(from + i, texts.get(i), meanings.get(i)));
        }
        return pieces;
    }
}
