package dev.sluice.codec.jsonb.tree;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8 without replacement characters: what cannot be decoded is refused, what cannot be encoded is escaped. */
public final class Utf8 {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8() {}

    static String decode(byte[] json) {
        return isAscii(json) ? new String(json, StandardCharsets.US_ASCII) : decodeAny(json);
    }

    private static boolean isAscii(byte[] json) {
        byte all = 0;
        for (byte each : json) {
            all |= each;
        }
        return all >= 0;
    }

    private static String decodeAny(byte[] json) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer out = CharBuffer.allocate(json.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(json), out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            throw MalformedJsonException.at(text, text.length(), "not valid UTF-8");
        }
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            throw MalformedJsonException.at(text, 0, "a byte order mark is not allowed");
        }
        return text;
    }

    /** The text in UTF-8. */
    public static byte[] encode(String json) {
        return escape(json).getBytes(StandardCharsets.UTF_8);
    }

    /** Unpaired surrogates have no UTF-8; in JSON text they can only stand inside a string, where an escape says the same. */
    static String escape(String json) {
        StringBuilder escaped = null;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < json.length() && Character.isLowSurrogate(json.charAt(i + 1))) {
                if (escaped != null) {
                    escaped.append(c).append(json.charAt(i + 1));
                }
                i++;
            } else if (Character.isSurrogate(c)) {
                if (escaped == null) {
                    escaped = new StringBuilder(json.length() + 16).append(json, 0, i);
                }
                escaped.append("\\u").append(Integer.toHexString(c));
            } else if (escaped != null) {
                escaped.append(c);
            }
        }
        return escaped == null ? json : escaped.toString();
    }
}
