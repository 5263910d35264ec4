package dev.sluice.transport.vertx.server;

import dev.sluice.core.passthrough.GatewayRequest.Entry;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The raw target of a request, taken apart but not decoded.
 *
 * @param path the path after the gateway's prefix; empty or starting with {@code /}
 * @param query the query without {@code ?}, or null
 * @param entry by which door the request came: a prefix of the gateway's is the pass-through's
 */
record RequestTarget(String path, @Nullable String query, Entry entry) {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    static RequestTarget of(String uri, String prefix) {
        String target = originForm(uri);
        int question = target.indexOf('?');
        String path = escaped(question < 0 ? target : target.substring(0, question));
        String query = question < 0 ? null : escaped(target.substring(question + 1));
        return new RequestTarget(
                path.startsWith(prefix) ? path.substring(prefix.length()) : path,
                query,
                prefix.isEmpty() ? Entry.NATIVE : Entry.PASS_THROUGH);
    }

    /** Raw bytes beyond ASCII, each read as one character: escaped, they reach the upstream as the bytes they were. */
    private static String escaped(String raw) {
        if (isAscii(raw)) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length() + 16);
        raw.chars().forEach(c -> {
            if (c < 0x80) {
                out.append((char) c);
            } else {
                out.append('%').append(HEX.toHexDigits((byte) c));
            }
        });
        return out.toString();
    }

    private static boolean isAscii(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Proxies may send an absolute target; its authority decides nothing here. */
    private static String originForm(String uri) {
        int scheme = uri.indexOf("://");
        if (uri.startsWith("/") || scheme < 0) {
            return uri;
        }
        int path = uri.indexOf('/', scheme + 3);
        return path < 0 ? "/" : uri.substring(path);
    }
}
