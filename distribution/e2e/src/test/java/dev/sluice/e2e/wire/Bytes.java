package dev.sluice.e2e.wire;

import dev.sluice.testkit.fault.RawHttpClient;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Reading without regard to what the bytes mean. */
final class Bytes {
    private Bytes() {}

    /** Everything the server sends until it closes or is silent for the client's read limit, as ISO-8859-1. */
    static String untilClose(RawHttpClient client) throws IOException {
        StringBuilder all = new StringBuilder();
        try {
            while (true) {
                all.append(new String(client.read(1), StandardCharsets.ISO_8859_1));
            }
        } catch (EOFException | SocketException | SocketTimeoutException ended) {
            return all.toString();
        }
    }
}
