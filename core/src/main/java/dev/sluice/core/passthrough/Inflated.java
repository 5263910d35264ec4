package dev.sluice.core.passthrough;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The plain bytes of an encoded answer, for whoever looks on. Stops silently where the encoding is broken, or where far
 * more comes out than any answer holds: nothing of the answer itself depends on it.
 */
final class Inflated {
    private static final Set<String> READABLE = Set.of("", "identity", "gzip", "x-gzip", "deflate");
    private static final long MOST = 256L << 20;
    private static final int HEADER = 10;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int CHECKSUM = 2;

    private final Inflater inflater;
    private final Consumer<ByteBuffer> plain;
    private final byte[] out = new byte[8 << 10];
    private final boolean identity;
    private boolean inHeader;
    private int headerRead;
    private int flags;
    private int extraLeft = -1;
    private int extraLow;
    private boolean stopped;

    Inflated(String encoding, Consumer<ByteBuffer> plain) {
        boolean gzip = encoding.endsWith("gzip");
        this.identity = encoding.equals("identity");
        this.inHeader = gzip;
        this.inflater = new Inflater(gzip);
        this.plain = plain;
    }

    static boolean canRead(String encoding) {
        return READABLE.contains(encoding);
    }

    /** Whether whatever an {@code Accept-Encoding} allows can be read on the way. */
    static boolean canReadAll(String accepted) {
        int start = 0;
        for (int comma = accepted.indexOf(','); comma >= 0; comma = accepted.indexOf(',', start)) {
            if (!isReadable(accepted.substring(start, comma))) {
                return false;
            }
            start = comma + 1;
        }
        return isReadable(accepted.substring(start));
    }

    /** What of it can be read: an answer in another encoding would be a blind spot. */
    static String readableOf(String accepted) {
        String readable = Stream.of(accepted.split(","))
                .filter(Inflated::isReadable)
                .map(String::strip)
                .collect(Collectors.joining(", "));
        return readable.isEmpty() ? "identity" : readable;
    }

    private static boolean isReadable(String coding) {
        int parameters = coding.indexOf(';');
        String name = parameters < 0 ? coding : coding.substring(0, parameters);
        return READABLE.contains(name.strip().toLowerCase(Locale.ROOT));
    }

    void feed(ByteBuffer slice) {
        if (identity) {
            plain.accept(slice);
            return;
        }
        ByteBuffer left = slice.duplicate();
        while (inHeader && left.hasRemaining()) {
            header(left.get());
        }
        if (stopped || !left.hasRemaining()) {
            return;
        }
        try {
            inflater.setInput(left);
            for (int size = inflater.inflate(out); size > 0; size = inflater.inflate(out)) {
                plain.accept(ByteBuffer.wrap(out, 0, size));
            }
            stopped = inflater.finished() || inflater.needsDictionary() || inflater.getBytesWritten() > MOST;
        } catch (DataFormatException broken) {
            stopped = true;
        }
    }

    /** RFC 1952, section 2.3: ten bytes, then what the flags announce. */
    private void header(byte b) {
        int value = b & 0xff;
        if (headerRead < HEADER) {
            flags = headerRead == 3 ? value : flags;
            headerRead++;
        } else if ((flags & EXTRA) != 0) {
            extra(value);
        } else if ((flags & NAME) != 0) {
            flags &= value == 0 ? ~NAME : ~0;
        } else if ((flags & COMMENT) != 0) {
            flags &= value == 0 ? ~COMMENT : ~0;
        } else if ((flags & CHECKSUM) != 0) {
            flags = headerRead == HEADER ? flags : flags & ~CHECKSUM;
            headerRead++;
        }
        boolean announced = (flags & (EXTRA | NAME | COMMENT | CHECKSUM)) != 0;
        inHeader = headerRead < HEADER || announced;
    }

    private void extra(int value) {
        if (extraLeft < 0) {
            if (headerRead == HEADER) {
                extraLow = value;
                headerRead++;
                return;
            }
            headerRead = HEADER;
            extraLeft = extraLow | (value << 8);
        } else {
            extraLeft--;
        }
        if (extraLeft == 0) {
            flags &= ~EXTRA;
        }
    }

    /** Gives the memory back. */
    void end() {
        stopped = true;
        inflater.end();
    }
}
