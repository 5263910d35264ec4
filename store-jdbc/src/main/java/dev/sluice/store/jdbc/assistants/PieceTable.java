package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.search.Embedding;
import dev.sluice.core.assistants.search.FoundPiece;
import dev.sluice.core.assistants.search.PieceSearch;
import dev.sluice.core.assistants.search.WordRanking;
import dev.sluice.core.assistants.search.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Searches of pieces. The database finds candidates by their rarest words; they are ranked here. */
final class PieceTable {
    private static final int MOST_WORDS = 32;
    private static final int MOST_CANDIDATES = 1000;
    private static final int FETCHED = 256;

    private final PieceWords words;

    PieceTable(PieceWords words) {
        this.words = words;
    }

    List<FoundPiece> search(Handle handle, PieceSearch search) {
        if (search.stores().isEmpty()
                || search.files().filter(files -> files.isEmpty()).isPresent()) {
            return List.of();
        }
        List<FoundPiece> byMeaning = search.meaning()
                .map(meaning -> nearest(handle, search, meaning))
                .orElse(List.of());
        return FoundPiece.best(Stream.concat(byMeaning.stream(), byWords(handle, search)), search.most());
    }

    private static Query bound(Handle handle, String sql, PieceSearch search) {
        Query query = handle.createQuery(sql
                        + search.files()
                                .map(files -> " and p.file in (<files>)")
                                .orElse(""))
                .bindList("stores", List.copyOf(search.stores()));
        return search.files()
                .map(files -> query.bindList("files", List.copyOf(files)))
                .orElse(query);
    }

    /** Every vector is looked at; few are kept. */
    private static List<FoundPiece> nearest(Handle handle, PieceSearch search, Embedding meaning) {
        PriorityQueue<Near> best = new PriorityQueue<>(Comparator.comparingDouble(Near::score));
        bound(handle, "select p.id, p.vector from pieces p where p.model = :model and p.store in (<stores>)", search)
                .bind("model", meaning.model())
                .setFetchSize(FETCHED)
                .map((row, context) -> new Near(
                        row.getLong("id"),
                        meaning.nearness(Embedding.ofBytes(meaning.model(), row.getBytes("vector")))))
                .forEach(near -> {
                    best.add(near);
                    if (best.size() > search.most()) {
                        best.remove();
                    }
                });
        return texts(handle, best);
    }

    private static List<FoundPiece> texts(Handle handle, PriorityQueue<Near> best) {
        if (best.isEmpty()) {
            return List.of();
        }
        Map<Long, Double> scores = new HashMap<>();
        best.forEach(near -> scores.put(near.id(), near.score()));
        return handle.createQuery("select id, store, file, number, text from pieces where id in (<ids>)")
                .bindList("ids", List.copyOf(scores.keySet()))
                .map((row, context) -> new FoundPiece(
                        row.getString("store"),
                        row.getString("file"),
                        row.getInt("number"),
                        row.getString("text"),
                        scores.getOrDefault(row.getLong("id"), 0.0)))
                .list();
    }

    private Stream<FoundPiece> byWords(Handle handle, PieceSearch search) {
        List<String> asked = new LinkedHashSet<>(Words.of(search.text()))
                .stream().limit(MOST_WORDS).toList();
        if (asked.isEmpty()) {
            return Stream.empty();
        }
        Map<String, Long> piecesWith = new HashMap<>();
        asked.forEach(word -> piecesWith.put(word, count(handle, search, word)));
        List<String> rarest = rarest(piecesWith);
        if (rarest.isEmpty()) {
            return Stream.empty();
        }
        WordRanking ranking = ranking(handle, search, piecesWith);
        return candidates(handle, search, rarest).stream()
                .map(found -> new FoundPiece(
                        found.store(),
                        found.file(),
                        found.number(),
                        found.text(),
                        ranking.score(Words.of(found.text()))));
    }

    private long count(Handle handle, PieceSearch search, String word) {
        return bound(
                        handle,
                        "select count(*) from pieces p where p.store in (<stores>) and " + words.condition(),
                        search)
                .bind("words", words.query(search.stores(), List.of(word)))
                .mapTo(Long.class)
                .one();
    }

    /** Words that tell pieces apart: as many as do not bring too many candidates, but one at least. */
    private static List<String> rarest(Map<String, Long> piecesWith) {
        List<String> rarest = new ArrayList<>();
        long[] candidates = {0};
        piecesWith.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> {
                    candidates[0] += entry.getValue();
                    if (rarest.isEmpty() || candidates[0] <= MOST_CANDIDATES) {
                        rarest.add(entry.getKey());
                    }
                });
        return rarest;
    }

    private static WordRanking ranking(Handle handle, PieceSearch search, Map<String, Long> piecesWith) {
        return bound(
                        handle,
                        "select count(*) as pieces, coalesce(sum(p.length), 0) as words from pieces p"
                                + " where p.store in (<stores>)",
                        search)
                .map((row, context) -> new WordRanking(piecesWith, row.getLong("pieces"), row.getLong("words")))
                .one();
    }

    private List<FoundPiece> candidates(Handle handle, PieceSearch search, List<String> rarest) {
        String files = search.files().map(some -> " and p.file in (<files>)").orElse("");
        String others = search.meaning()
                .map(meaning -> " and (p.model is null or p.model <> :model)")
                .orElse("");
        Query query = handle.createQuery("select p.store, p.file, p.number, p.text from pieces p where p.store in"
                        + " (<stores>) and " + words.condition() + files + others + " order by " + words.order()
                        + " limit :most")
                .bindList("stores", List.copyOf(search.stores()))
                .bind("words", words.query(search.stores(), rarest))
                .bind("most", MOST_CANDIDATES);
        search.files().ifPresent(some -> query.bindList("files", List.copyOf(some)));
        search.meaning().ifPresent(meaning -> query.bind("model", meaning.model()));
        return query.map((row, context) -> new FoundPiece(
                        row.getString("store"), row.getString("file"), row.getInt("number"), row.getString("text"), 0))
                .list();
    }

    private record Near(long id, double score) {}
}
