package dev.sluice.core.memory;

import dev.sluice.core.assistants.search.FoundPiece;
import dev.sluice.core.assistants.search.Piece;
import dev.sluice.core.assistants.search.PieceSearch;
import dev.sluice.core.assistants.search.WordRanking;
import dev.sluice.core.assistants.search.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pieces of files in vector stores. Not thread-safe. */
final class PieceShelf {
    private final Map<String, List<Kept>> byEntry = new HashMap<>();

    void add(String store, String file, List<Piece> pieces) {
        List<Kept> kept = byEntry.computeIfAbsent(store + "/" + file, entry -> new ArrayList<>());
        pieces.forEach(piece -> kept.add(new Kept(store, file, piece, Words.of(piece.text()))));
    }

    void clear(String entry) {
        byEntry.remove(entry);
    }

    List<FoundPiece> search(PieceSearch search) {
        List<Kept> looked = byEntry.values().stream()
                .flatMap(List::stream)
                .filter(kept -> search.stores().contains(kept.store()))
                .filter(kept -> search.files().isEmpty() || search.files().get().contains(kept.file()))
                .toList();
        WordRanking ranking = ranking(looked, Words.of(search.text()));
        return FoundPiece.best(looked.stream().map(kept -> found(kept, search, ranking)), search.most());
    }

    private static FoundPiece found(Kept kept, PieceSearch search, WordRanking ranking) {
        double score = search.meaning()
                .flatMap(asked -> kept.piece()
                        .meaning()
                        .filter(meaning -> meaning.model().equals(asked.model()))
                        .map(asked::nearness))
                .orElseGet(() -> ranking.score(kept.words()));
        return new FoundPiece(
                kept.store(), kept.file(), kept.piece().number(), kept.piece().text(), score);
    }

    private static WordRanking ranking(List<Kept> looked, List<String> asked) {
        Map<String, Long> piecesWith = new HashMap<>();
        Set<String> wanted = new HashSet<>(asked);
        long words = 0;
        for (Kept kept : looked) {
            words += kept.words().size();
            new HashSet<>(kept.words())
                    .stream().filter(wanted::contains).forEach(word -> piecesWith.merge(word, 1L, Long::sum));
        }
        return new WordRanking(piecesWith, looked.size(), words);
    }

    private record Kept(String store, String file, Piece piece, List<String> words) {
        Kept {
            words = List.copyOf(words);
        }

        /** Without its text. */
        @Override
        public String toString() {
            return "Kept[" + piece + "]";
        }
    }
}
