package dev.sluice.core.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteSearchTest {
    private static final byte[] ALPHABET = {
        '"', '\\', '#', '!', ']', '[', 0, 1, -1, (byte) 0x80, (byte) 0xa2, (byte) 0xdc
    };

    /** Bytes that differ from what is looked for by one, or by the high bit, are where words would be misread. */
    @Test
    void theFirstIsFoundWhereALoopFindsIt() {
        Random random = new Random(20261127);
        ByteSearch search = ByteSearch.of('"', '\\');
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(80)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(40) == 0
                        ? ALPHABET[random.nextInt(2)]
                        : ALPHABET[2 + random.nextInt(ALPHABET.length - 2)];
            }
            int from = random.nextInt(bytes.length + 1);
            int end = from + random.nextInt(bytes.length - from + 1);
            assertThat(search.in(bytes, from, end)).isEqualTo(byLoop(bytes, from, end));
        }
    }

    private static int byLoop(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    @Test
    void aPieceIsTheRestOfItsBuffer() {
        ByteBuffer heap = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}, 1, 3).slice();
        heap.get();
        ByteBuffer direct = ByteBuffer.allocateDirect(4)
                .put(1, (byte) 3)
                .put(2, (byte) 4)
                .position(1)
                .limit(3);
        for (ByteBuffer buffer : new ByteBuffer[] {heap, direct, heap.asReadOnlyBuffer()}) {
            byte[] bytes = Piece.array(buffer);
            int start = Piece.start(buffer);
            assertThat(Arrays.copyOfRange(bytes, start, start + buffer.remaining()))
                    .containsExactly(3, 4);
        }
    }
}
