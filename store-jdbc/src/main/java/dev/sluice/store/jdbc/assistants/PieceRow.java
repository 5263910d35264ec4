package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.search.Embedding;
import dev.sluice.core.assistants.search.Piece;
import org.jdbi.v3.core.statement.Query;

/** A piece that is to be inserted. */
record PieceRow(long document, String store, String file, Piece piece, int length) {
    Query bindTo(Query statement) {
        return statement
                .bind("document", document)
                .bind("store", store)
                .bind("file", file)
                .bind("number", piece.number())
                .bind("text", piece.text())
                .bind("length", length)
                .bind("model", piece.meaning().map(Embedding::model).orElse(null))
                .bind("vector", piece.meaning().map(Embedding::toBytes).orElse(null));
    }
}
