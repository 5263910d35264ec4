package dev.sluice.core.spi;

import dev.sluice.core.assistants.search.FoundPiece;
import dev.sluice.core.assistants.search.Piece;
import dev.sluice.core.assistants.search.PieceSearch;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Keeps the pieces of files in vector stores, and finds them. Pieces belong to the document of their file in its vector
 * store, of kind {@code VECTOR_STORE_FILE}, in the {@link AssistantStore} that this index belongs to, and go with it.
 *
 * <h2>Threading</h2>
 * As {@link AssistantStore}.
 *
 * <h2>Completion</h2>
 * Pieces are found when they were added, and not any more when they were cleared or their document is gone.
 *
 * <h2>Errors</h2>
 * As {@link AssistantStore}. Pieces of a document that is not there are not kept, which is no error.
 *
 * <h2>Back-pressure</h2>
 * The caller adds a file in parts, one after the other.
 */
public interface FileIndex {
    /** Adds pieces to those of a file in a vector store. */
    CompletionStage<Void> add(String storeId, String fileId, List<Piece> pieces);

    /** Forgets the pieces of a file in a vector store. */
    CompletionStage<Void> clear(String storeId, String fileId);

    /** The pieces that fit best, best first. */
    CompletionStage<List<FoundPiece>> search(PieceSearch search);
}
