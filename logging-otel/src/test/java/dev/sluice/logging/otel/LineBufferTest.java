package dev.sluice.logging.otel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineBufferTest {
    private static final int BUFFER = 16 << 10;
    private static final String[] PARTS = {"a", "\n", "é", "漢", "😀", "\ud83d", "\ude00"};

    private final LineBuffer lines = new LineBuffer();

    private byte[] written(String text) throws IOException {
        lines.text().append(text);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lines.writeTo(out);
        lines.clear();
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "é", "漢", "😀", "\ud83d", "\ude00", "\ud83d\ud83d\ude00"})
    void writesWhatStringsWriteWhereverTheBufferEnds(String text) throws IOException {
        for (int before = BUFFER - 3; before <= BUFFER + 1; before++) {
            String all = "x".repeat(before) + text;
            assertThat(written(all)).as("behind " + before).isEqualTo(all.getBytes(UTF_8));
            assertThat(written(all + "y")).as("behind " + before).isEqualTo((all + "y").getBytes(UTF_8));
        }
    }

    @Test
    void writesAnyTextInTurns() throws IOException {
        Random random = new Random(9);
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder();
            for (int parts = random.nextInt(3 * BUFFER); parts > 0; parts--) {
                text.append(PARTS[random.nextInt(PARTS.length)]);
            }
            assertThat(written(text.toString()))
                    .as("round " + round)
                    .isEqualTo(text.toString().getBytes(UTF_8));
        }
    }

    @Test
    void keepsNoMoreRoomThanALogNeeds() throws IOException {
        StringBuilder small = lines.text();
        written("x");
        assertThat(lines.text()).isSameAs(small);
        written("x".repeat(2 << 20));
        assertThat(lines.text().capacity()).isLessThan(1 << 20);
    }
}
