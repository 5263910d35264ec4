package dev.sluice.testkit.contract;

import static dev.sluice.testkit.contract.StoreBench.OWNER;
import static dev.sluice.testkit.contract.StoreBench.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.core.assistants.search.Embedding;
import dev.sluice.core.assistants.search.FoundPiece;
import dev.sluice.core.assistants.search.Piece;
import dev.sluice.core.assistants.search.PieceSearch;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.spi.AssistantStores;
import dev.sluice.core.spi.FileIndex;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link FileIndex} must do. A subclass says how an empty store is made. */
public abstract class FileIndexContract {
    private AssistantStores stores;
    private StoreBench bench;

    /** An empty store. */
    protected abstract AssistantStores newStores();

    @BeforeEach
    void open() {
        stores = newStores();
        bench = new StoreBench(stores);
    }

    @AfterEach
    void close() {
        stores.objects().close();
    }

    private static Key entry(String store, String file) {
        return new Key(Kind.VECTOR_STORE_FILE, store + "/" + file);
    }

    private void store(String store) {
        bench.create(Draft.of(new Key(Kind.VECTOR_STORE, store), OWNER, bytes("{}")));
    }

    private void file(String store, String file, String... texts) {
        bench.create(Draft.of(entry(store, file), OWNER, bytes("{}")).in(store));
        add(store, file, texts);
    }

    private void add(String store, String file, String... texts) {
        List<Piece> pieces = IntStream.range(0, texts.length)
                .mapToObj(number -> new Piece(number, texts[number], Optional.empty()))
                .toList();
        Stages.await(stores.index().add(store, file, pieces));
    }

    private void meaning(String store, String file, Piece... pieces) {
        bench.create(Draft.of(entry(store, file), OWNER, bytes("{}")).in(store));
        Stages.await(stores.index().add(store, file, List.of(pieces)));
    }

    private static Piece piece(int number, String text, String model, float... vector) {
        return new Piece(number, text, Optional.of(Embedding.of(model, vector)));
    }

    private List<FoundPiece> search(PieceSearch search) {
        return Stages.await(stores.index().search(search));
    }

    private List<FoundPiece> search(String store, String text) {
        return search(PieceSearch.words(store, text, 10));
    }

    private static List<String> texts(List<FoundPiece> found) {
        return found.stream().map(FoundPiece::text).toList();
    }

    @Test
    void aPieceIsFoundByItsWords() {
        store("vs_1");
        file("vs_1", "file-1", "Filip likes CAKE.", "Anna likes apples.");
        List<FoundPiece> found = search("vs_1", "cake?");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).store()).isEqualTo("vs_1");
        assertThat(found.get(0).file()).isEqualTo("file-1");
        assertThat(found.get(0).number()).isZero();
        assertThat(found.get(0).text()).isEqualTo("Filip likes CAKE.");
        assertThat(found.get(0).score()).isBetween(0.3, 1.0);
        assertThat(search("vs_1", "pear")).isEmpty();
        assertThat(search("vs_1", " ?! ")).isEmpty();
    }

    @Test
    void caseAccentsAndPluralsDoNotCount() {
        store("vs_1");
        file("vs_1", "file-1", "Les Crêpes sont prêtes", "東京は首都です", "它's 100% \"quoted\" AND (odd) 'words' OR not");
        assertThat(search("vs_1", "crepe")).hasSize(1);
        assertThat(texts(search("vs_1", "首都"))).containsExactly("東京は首都です");
        assertThat(search("vs_1", "\"QUOTED\" AND ('odd' OR 100%)")).hasSize(1);
    }

    @Test
    void rareWordsWeighMoreAndMoreOfThemMoreStill() {
        store("vs_1");
        file(
                "vs_1",
                "file-1",
                "the cat sat on the mat",
                "the dog sat on the log",
                "the zebra sat on the zebra",
                "the zebra and the dog");
        assertThat(texts(search("vs_1", "the zebra and a dog")))
                .startsWith("the zebra and the dog")
                .hasSize(4);
        assertThat(search(PieceSearch.words("vs_1", "the zebra and a dog", 2))).hasSize(2);
    }

    @Test
    void everyIndexRanksAlike() {
        store("vs_1");
        file("vs_1", "file-1", "one two three", "one one four", "five six");
        List<FoundPiece> found = search("vs_1", "one three nothing");
        assertThat(texts(found)).containsExactly("one two three", "one one four");
        assertThat(found.get(0).score()).isCloseTo(0.4324, within(0.0005));
        assertThat(found.get(1).score()).isCloseTo(0.1956, within(0.0005));
    }

    @Test
    void anotherStoreIsNotLookedInto() {
        store("vs_1");
        store("vs_2");
        file("vs_1", "file-1", "cake");
        file("vs_2", "file-1", "more cake");
        assertThat(texts(search("vs_2", "cake"))).containsExactly("more cake");
        assertThat(search("vs_3", "cake")).isEmpty();
        assertThat(search(new PieceSearch(Set.of("vs_1", "vs_2"), "cake", Optional.empty(), Optional.empty(), 10)))
                .hasSize(2);
        assertThat(search(new PieceSearch(Set.of(), "cake", Optional.empty(), Optional.empty(), 10)))
                .isEmpty();
    }

    @Test
    void onlySomeFilesAreLookedAt() {
        store("vs_1");
        file("vs_1", "file-1", "cake");
        file("vs_1", "file-2", "cake as well");
        assertThat(texts(search(new PieceSearch(
                        Set.of("vs_1"), "cake", Optional.empty(), Optional.of(Set.of("file-2", "file-9")), 10))))
                .containsExactly("cake as well");
        assertThat(search(new PieceSearch(Set.of("vs_1"), "cake", Optional.empty(), Optional.of(Set.of()), 10)))
                .isEmpty();
    }

    @Test
    void whatMeansTheSameIsFoundWhateverItsWords() {
        store("vs_1");
        meaning(
                "vs_1",
                "file-1",
                piece(0, "cake", "m", 1, 0, 0),
                piece(1, "pie", "m", 3, 1, 0),
                piece(2, "car", "m", 0, 0, 2),
                piece(3, "not cake", "m", -1, 0, 0));
        List<FoundPiece> found = search(
                new PieceSearch(Set.of("vs_1"), "tart", Optional.of(Embedding.of("m", 2, 0, 0)), Optional.empty(), 10));
        assertThat(texts(found)).containsExactly("cake", "pie");
        assertThat(found.get(0).score()).isCloseTo(1, within(0.0001));
        assertThat(found.get(1).score()).isCloseTo(3 / Math.sqrt(10), within(0.0001));
        assertThat(texts(search(new PieceSearch(
                        Set.of("vs_1"), "tart", Optional.of(Embedding.of("m", 2, 0, 0)), Optional.empty(), 1))))
                .containsExactly("cake");
    }

    @Test
    void whatHasNoMeaningToThatModelIsFoundByItsWords() {
        store("vs_1");
        meaning("vs_1", "file-1", piece(0, "old cake", "old", 1, 0), piece(1, "old pie", "old", 1, 0));
        file("vs_1", "file-2", "plain cake", "plain pie");
        meaning("vs_1", "file-3", piece(0, "new cake", "new", 0, 1), piece(1, "new pie", "new", 1, 0));
        assertThat(texts(search(new PieceSearch(
                        Set.of("vs_1"), "cake", Optional.of(Embedding.of("new", 1, 0)), Optional.empty(), 10))))
                .containsExactlyInAnyOrder("new pie", "old cake", "plain cake");
        assertThat(texts(search("vs_1", "cake"))).containsExactlyInAnyOrder("new cake", "old cake", "plain cake");
    }

    @Test
    void moreIsAddedAndAllIsCleared() {
        store("vs_1");
        file("vs_1", "file-1", "cake");
        file("vs_1", "file-2", "cake");
        add("vs_1", "file-1", "cake again");
        assertThat(search("vs_1", "cake")).hasSize(3);
        Stages.await(stores.index().clear("vs_1", "file-1"));
        assertThat(search("vs_1", "cake"))
                .singleElement()
                .extracting(FoundPiece::file)
                .isEqualTo("file-2");
        Stages.await(stores.index().clear("vs_1", "file-1"));
    }

    @Test
    void piecesGoWithTheirDocument() {
        store("vs_1");
        file("vs_1", "file-1", "cake");
        file("vs_1", "file-2", "cake");
        bench.delete(entry("vs_1", "file-1"));
        assertThat(search("vs_1", "cake")).hasSize(1);
        bench.delete(new Key(Kind.VECTOR_STORE, "vs_1"));
        assertThat(search("vs_1", "cake")).isEmpty();
        add("vs_1", "file-1", "cake");
        assertThat(search("vs_1", "cake")).isEmpty();
    }

    @Test
    void manyPiecesWithCommonWordsDoNotHideARareOne() {
        store("vs_1");
        String[] many = IntStream.range(0, 1500)
                .mapToObj(number -> "the common words of piece " + number)
                .toArray(String[]::new);
        file("vs_1", "file-1", many);
        file("vs_1", "file-2", "a needle");
        assertThat(texts(search(PieceSearch.words("vs_1", "the words of the needle", 1))))
                .containsExactly("a needle");
        assertThat(texts(search(PieceSearch.words("vs_1", "common words of piece 1234", 1))))
                .containsExactly("the common words of piece 1234");
    }
}
