package dev.sluice.provider.local.assistants.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.assistants.files.ChunkingStrategy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CutterTest {
    private static final Optional<ChunkingStrategy> SMALL = Optional.of(ChunkingStrategy.pieces(100, 50));

    private static List<String> small(String text) {
        return Cutter.cut(text, SMALL);
    }

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(number -> "word" + number).collect(Collectors.joining(" "));
    }

    @Test
    void aShortTextIsOnePiece() {
        assertThat(Cutter.cut(" short\n", Optional.empty())).containsExactly("short");
        assertThat(Cutter.cut("x".repeat(3200), Optional.empty())).hasSize(1);
        assertThat(Cutter.cut("x".repeat(3201), Optional.empty())).hasSize(2);
    }

    @Test
    void piecesAreFullAndOverlapByHalfAndLoseNothing() {
        List<String> pieces = small(numbers(500));
        assertThat(pieces).allSatisfy(piece -> assertThat(piece.length()).isLessThanOrEqualTo(400));
        assertThat(pieces.subList(0, pieces.size() - 1))
                .allSatisfy(piece -> assertThat(piece.length()).isGreaterThan(380));
        for (int i = 0; i < 500; i++) {
            String word = "word" + i;
            assertThat(pieces).anyMatch(piece -> List.of(piece.split(" ")).contains(word));
        }
        assertThat(pieces.get(0)).contains(pieces.get(1).substring(0, 150));
        assertThat(pieces).allSatisfy(piece -> assertThat(piece).startsWith("word"));
    }

    /** Looked for from the start of the text, the end of a line would take hours. */
    @Test
    @Timeout(60)
    void aTextOfOneLineIsCutInOnePass() {
        assertThat(small("x".repeat(20 << 20))).hasSizeGreaterThan(50_000);
    }

    @Test
    void aPieceEndsWithALineWhereOneEndsLate() {
        String text = "a".repeat(350) + "\n" + "b".repeat(300);
        assertThat(small(text).get(0)).isEqualTo("a".repeat(350));
    }

    @Test
    void bytesCountAndNoCharacterIsTornApart() {
        List<String> pieces = small("😀".repeat(1000));
        assertThat(pieces).allSatisfy(piece -> {
            assertThat(piece.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(404);
            assertThat(piece).matches("(😀)+");
        });
    }

    @Test
    void withoutAnOverlapPiecesFollowEachOther() {
        assertThat(String.join("", Cutter.cut("x".repeat(1000), Optional.of(ChunkingStrategy.pieces(100, 0)))))
                .hasSize(1000);
    }
}
