package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.search.FoundPiece;
import dev.sluice.core.assistants.search.Piece;
import dev.sluice.core.assistants.search.PieceSearch;
import dev.sluice.core.assistants.search.Words;
import dev.sluice.core.spi.FileIndex;
import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.Durability;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/** Pieces of files in a table, beside the documents that they go with. */
final class JdbcFileIndex implements FileIndex {
    private final Database database;
    private final PieceWords words;
    private final PieceTable table;

    JdbcFileIndex(Database database) {
        this.database = database;
        this.words = PieceWords.of(database.dialect());
        this.table = new PieceTable(words);
    }

    @Override
    public CompletionStage<Void> add(String storeId, String fileId, List<Piece> pieces) {
        return Failures.told(database.write(Durability.SYNCED, handle -> {
                    document(handle, storeId, fileId)
                            .ifPresent(document ->
                                    pieces.forEach(piece -> insert(handle, document, storeId, fileId, piece)));
                    return pieces.size();
                })
                .thenAccept(done -> {}));
    }

    /** The document cannot go before the pieces are there: then they would stay. */
    private Optional<Long> document(Handle handle, String storeId, String fileId) {
        return handle.createQuery("select sequence from documents where kind = 'VECTOR_STORE_FILE' and id = :id"
                        + database.dialect().locking())
                .bind("id", storeId + "/" + fileId)
                .mapTo(Long.class)
                .findOne();
    }

    private void insert(Handle handle, long document, String storeId, String fileId, Piece piece) {
        List<String> all = Words.of(piece.text());
        words.insert(handle, new PieceRow(document, storeId, fileId, piece, all.size()), all);
    }

    @Override
    public CompletionStage<Void> clear(String storeId, String fileId) {
        return Failures.told(database.write(
                        Durability.SYNCED,
                        handle -> handle.createUpdate("delete from pieces where document in (select sequence from"
                                        + " documents where kind = 'VECTOR_STORE_FILE' and id = :id)")
                                .bind("id", storeId + "/" + fileId)
                                .execute())
                .thenAccept(done -> {}));
    }

    @Override
    public CompletionStage<List<FoundPiece>> search(PieceSearch search) {
        return Failures.told(database.read(handle -> handle.inTransaction(view -> table.search(view, search))));
    }
}
