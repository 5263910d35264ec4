package dev.sluice.core.assistants.search;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How well pieces fit the words of a query: BM25, as a part of the best that a piece could have. Words that are in no piece
 * do not count.
 */
public final class WordRanking {
    private static final double SATURATION = 1.2;
    private static final double LENGTH_WEIGHT = 0.75;

    private final Map<String, Double> rarities = new HashMap<>();
    private final double averageLength;
    private double best;

    /**
     * A ranking.
     *
     * @param piecesWith in how many pieces each word of the query is
     * @param pieces how many pieces there are
     * @param words how many words they have together
     */
    public WordRanking(Map<String, Long> piecesWith, long pieces, long words) {
        this.averageLength = pieces == 0 ? 1 : Math.max(1, (double) words / pieces);
        piecesWith.forEach((word, count) -> {
            if (count > 0) {
                double rarity = Math.log(1 + (pieces - count + 0.5) / (count + 0.5));
                rarities.put(word, rarity);
                best += rarity;
            }
        });
    }

    /** From 0, where no word is shared, to 1. */
    public double score(List<String> words) {
        if (best == 0) {
            return 0;
        }
        double sum = 0;
        double damping = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * words.size() / averageLength);
        for (Map.Entry<String, Integer> shared : shared(words).entrySet()) {
            sum += rarities.getOrDefault(shared.getKey(), 0.0) * shared.getValue() / (shared.getValue() + damping);
        }
        return sum / best;
    }

    private Map<String, Integer> shared(Collection<String> words) {
        Map<String, Integer> shared = new HashMap<>();
        for (String word : words) {
            if (rarities.containsKey(word)) {
                shared.merge(word, 1, Integer::sum);
            }
        }
        return shared;
    }
}
