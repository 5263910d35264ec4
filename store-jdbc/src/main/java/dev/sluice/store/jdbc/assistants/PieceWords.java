package dev.sluice.store.jdbc.assistants;

import dev.sluice.store.jdbc.Dialect;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The words of pieces, as the two databases index them. Words are letters and digits, and need no escaping. */
abstract class PieceWords {
    static PieceWords of(Dialect dialect) {
        return dialect == Dialect.SQLITE ? new Fts5() : new TextSearch();
    }

    /** Says which pieces, {@code p}, have one of the words in {@code :words}. */
    abstract String condition();

    /** Puts those first that look best. */
    abstract String order();

    /** The value of {@code :words}. */
    abstract String query(Collection<String> stores, Collection<String> words);

    /** Adds a piece; its id. */
    abstract long insert(Handle handle, PieceRow row, List<String> words);

    /** A table of its own, which knows the stores too: a search walks through the pieces of no other. */
    private static final class Fts5 extends PieceWords {
        @Override
        String condition() {
            return "p.id in (select rowid from piece_words where piece_words match :words)";
        }

        @Override
        String order() {
            return "p.id";
        }

        @Override
        String query(Collection<String> stores, Collection<String> words) {
            return "store : (" + any(stores) + ") AND words : (" + any(words) + ")";
        }

        private static String any(Collection<String> terms) {
            return terms.stream()
                    .map(term -> "\"" + term.replace("\"", "\"\"") + "\"")
                    .collect(Collectors.joining(" OR "));
        }

        @Override
        long insert(Handle handle, PieceRow row, List<String> words) {
            long id = row.bindTo(handle.createQuery("insert into pieces (document, store, file, number, text, length,"
                            + " model, vector) values (:document, :store, :file, :number, :text, :length, :model,"
                            + " :vector) returning id"))
                    .mapTo(Long.class)
                    .one();
            handle.createUpdate("insert into piece_words (rowid, store, words) values (:id, :store, :words)")
                    .bind("id", id)
                    .bind("store", row.store())
                    .bind("words", String.join(" ", words))
                    .execute();
            return id;
        }
    }

    private static final class TextSearch extends PieceWords {
        @Override
        String condition() {
            return "p.words @@ :words::tsquery";
        }

        @Override
        String order() {
            return "ts_rank(p.words, :words::tsquery) desc, p.id";
        }

        @Override
        String query(Collection<String> stores, Collection<String> words) {
            return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" | "));
        }

        @Override
        long insert(Handle handle, PieceRow row, List<String> words) {
            return row.bindTo(handle.createQuery("insert into pieces (document, store, file, number, text, length,"
                                    + " words, model, vector) values (:document, :store, :file, :number, :text, :length,"
                                    + " array_to_tsvector(string_to_array(:words, ' ')), :model, :vector) returning id")
                            .bind("words", words.stream().distinct().collect(Collectors.joining(" "))))
                    .mapTo(Long.class)
                    .one();
        }
    }
}
