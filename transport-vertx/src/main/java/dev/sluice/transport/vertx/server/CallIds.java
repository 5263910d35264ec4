package dev.sluice.transport.vertx.server;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Ids of calls: the client's own where it is harmless, else a fresh one. */
final class CallIds {
    static final String HEADER = "x-litellm-call-id";

    private static final int LONGEST = 128;

    private CallIds() {}

    static String of(@Nullable String presented) {
        return presented != null && isHarmless(presented) ? presented : fresh();
    }

    /** Of version 4. Nobody is let in by it, so that ordinary randomness does. */
    private static String fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~0xf000L) | 0x4000L;
        long low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
        return new UUID(high, low).toString();
    }

    private static boolean isHarmless(String id) {
        return !id.isEmpty()
                && id.length() <= LONGEST
                && id.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || c == '-'
                                || c == '_'
                                || c == '.');
    }
}
