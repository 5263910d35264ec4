package dev.sluice.core.assistants.search;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A piece that was found.
 *
 * @param store the vector store it is in
 * @param file the file it is of
 * @param number its place in the file
 * @param text the piece
 * @param score how well it fits, from 0 to 1; never 0
 */
public record FoundPiece(String store, String file, int number, String text, double score) {
    /** Best first; among equals in an order that never changes. */
    public static final Comparator<FoundPiece> BEST_FIRST = Comparator.comparingDouble(FoundPiece::score)
            .reversed()
            .thenComparing(FoundPiece::store)
            .thenComparing(FoundPiece::file)
            .thenComparing(FoundPiece::number);

    /** The best of those that fit at all, at most so many: {@code most}. */
    public static List<FoundPiece> best(Stream<FoundPiece> found, int most) {
        return found.filter(piece -> piece.score() > 0)
                .sorted(BEST_FIRST)
                .limit(most)
                .toList();
    }

    @Override
    public String toString() {
        return "FoundPiece[file=" + file + ", number=" + number + ", score=" + score + "]";
    }
}
