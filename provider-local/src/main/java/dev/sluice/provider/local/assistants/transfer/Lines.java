package dev.sluice.provider.local.assistants.transfer;

import dev.sluice.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Lines of an export, without their line breaks. */
public final class Lines {
    /** How many bytes of a file are on one line. */
    public static final int PIECE = 768 << 10;

    private Lines() {}

    /** An object, as JSON on one line. */
    public static String object(LineKind kind, String json) {
        return object(kind, json, "");
    }

    static String object(LineKind kind, String json, String more) {
        return "{\"kind\":\"" + kind.word() + "\",\"object\":" + json + more + "}";
    }

    /**
     * A piece of a file; the pieces follow the file in order.
     *
     * @param last whether it is the last
     */
    public static String content(String fileId, byte[] piece, boolean last) {
        return "{\"kind\":\"file_content\",\"file_id\":" + Json.quote(fileId) + ",\"data\":\""
                + new String(Base64.getEncoder().encode(piece), StandardCharsets.US_ASCII) + "\",\"last\":" + last
                + "}";
    }
}
