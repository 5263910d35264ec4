package dev.sluice.transport.vertx.stream;

import dev.sluice.core.http.Headers;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Header fields of Vert.x's as ours, and back. Names are the same from call to call: those seen before are neither decoded nor
 * encoded again, nor kept anew by each call. Lives on one event loop.
 */
public final class Fields {
    private static final int MOST_NAMES = 256;
    private static final int LONGEST_NAME = 64;

    private static final FastThreadLocal<Fields> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected Fields initialValue() {
            return new Fields();
        }
    };

    private final Map<AsciiString, String> names = new HashMap<>();
    private final Map<String, AsciiString> encoded = new HashMap<>();

    private Fields() {}

    /** A copy in the order and spelling in which they came. */
    public static Headers of(MultiMap fields) {
        if (fields instanceof HttpHeaders decoded) {
            return of(decoded);
        }
        Headers.Builder copy = Headers.builder();
        fields.forEach((name, value) -> copy.add(name, value));
        return copy.build();
    }

    /** A copy in the order and spelling in which they came. */
    public static Headers of(HttpHeaders decoded) {
        Headers.Builder copy = Headers.builder();
        Fields known = OF_LOOP.get();
        Iterator<Map.Entry<CharSequence, CharSequence>> each = decoded.iteratorCharSequence();
        while (each.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = each.next();
            copy.add(known.name(field.getKey()), field.getValue().toString());
        }
        return copy.build();
    }

    /** Adds ours to those of Vert.x's, which looks at each of them: what HTTP does not allow is an {@link IllegalArgumentException}. */
    public static void add(Headers fields, MultiMap to) {
        Fields known = OF_LOOP.get();
        fields.forEach((name, value) -> to.add(known.bytes(name), value));
    }

    private CharSequence bytes(String name) {
        AsciiString known = encoded.get(name);
        if (known != null) {
            return known;
        }
        // What cannot be encoded is left for Vert.x to refuse.
        if (name.length() > LONGEST_NAME || !isAscii(name)) {
            return name;
        }
        if (encoded.size() == MOST_NAMES) {
            encoded.clear();
        }
        AsciiString bytes = new AsciiString(name);
        encoded.put(name, bytes);
        return bytes;
    }

    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    private String name(CharSequence name) {
        if (!(name instanceof AsciiString decoded) || name.length() > LONGEST_NAME) {
            return name.toString();
        }
        String known = names.get(decoded);
        return known == null ? learn(decoded) : known;
    }

    /** Whoever makes names up displaces the others, which come again. */
    private String learn(AsciiString name) {
        if (names.size() == MOST_NAMES) {
            names.clear();
        }
        String text = name.toString();
        names.put(name, text);
        return text;
    }
}
