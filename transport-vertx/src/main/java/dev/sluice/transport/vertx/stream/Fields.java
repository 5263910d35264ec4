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
 * Header fields of Vert.x's as ours. Names are the same from call to call: those seen before are not decoded again, nor kept
 * anew by each call. Lives on one event loop.
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
