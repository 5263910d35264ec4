package dev.sluice.core.json;

import dev.sluice.core.bytes.Piece;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the strings of a JSON document that may be ids of objects, while its bytes go by and without building a tree.
 *
 * <p>An id is a string of 4 to 128 letters, digits and {@code _ - . :} with at least one separator. What the caller wrote
 * for people or for itself is left out: texts, names, and everything under {@code metadata} and {@code attributes}. One
 * instance reads one document at a time, on one thread.
 */
public final class IdScanner {
    private static final int DEEPEST = 24;
    private static final int SHORTEST = 4;
    private static final int LONGEST = 128;
    /** The caller's own data: an id in there is a note, not a reference. */
    private static final Set<String> NOTES = Set.of("metadata", "attributes", "parameters", "schema");

    private static final Set<String> TEXTS = Set.of(("additional_instructions arguments content description"
                    + " encoding_format event first_id input instructions last_id model name object output prompt purpose"
                    + " query response_format role service_tier status system_fingerprint text title tool_choice type user"
                    + " value")
            .split(" "));

    private static final Set<String> WRAPPERS = Set.of("data", "response");

    /** Any other member whose name ends so. */
    public static final String OTHER_ID = "*_id";

    /** Any other list whose name ends so. */
    public static final String OTHER_IDS = "*_ids";

    private static final String OWN_ID = "id";
    private static final String OTHER = "";

    private final KeyNames names;
    private final Listener listener;
    private final String[] keys = new String[DEEPEST + 1];
    private final byte[] text = new byte[LONGEST];

    /** A bit for each depth: whether an object is open there, and whether it is the document's own. */
    private int objects;

    private int own;
    private int depth;
    private int notesBelow;
    private boolean expectKey;
    private boolean inString;
    private boolean inKey;
    private boolean escaped;
    private boolean separated;
    private int length;

    /** A scanner at the beginning of a document, for names that {@link #names} made. */
    public IdScanner(KeyNames names, Listener listener) {
        this.names = names;
        this.listener = listener;
        reset();
    }

    /**
     * What scanners share.
     *
     * @param reported the members that are reported by their name; all others are {@link #OTHER_ID}, {@link #OTHER_IDS}
     *     or empty
     */
    public static KeyNames names(Set<String> reported) {
        return new KeyNames(Stream.of(reported, NOTES, TEXTS, WRAPPERS, Set.of(OWN_ID))
                .flatMap(Set::stream)
                .collect(Collectors.toSet()));
    }

    /** Forgets everything and waits for a new document. */
    public void reset() {
        depth = 0;
        notesBelow = 0;
        expectKey = inString = inKey = escaped = false;
        keys[0] = "";
        own = 1;
    }

    /** Reads the remaining bytes of the buffer, without moving its position. */
    public void feed(ByteBuffer buffer) {
        byte[] bytes = Piece.array(buffer);
        int start = Piece.start(buffer);
        int end = start + buffer.remaining();
        for (int i = start; i < end; i++) {
            if (inString && length > LONGEST && !escaped) {
                i = JsonText.QUOTE_OR_ESCAPE.in(bytes, i, end);
                if (i == end) {
                    return;
                }
            }
            if (inString) {
                readString(bytes[i]);
            } else {
                readStructure(bytes[i]);
            }
        }
    }

    private void readString(byte b) {
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
            length = LONGEST + 1;
        } else if (b == '"') {
            inString = false;
            endString();
        } else if (length < LONGEST && isOfIds(b)) {
            separated |= b == '_' || b == '-';
            text[length++] = b;
        } else {
            length = LONGEST + 1;
        }
    }

    private void readStructure(byte b) {
        switch (b) {
            case '"' -> {
                inString = true;
                inKey = expectKey;
                expectKey = false;
                separated = false;
                length = 0;
            }
            case '{', '[' -> open(b == '{');
            case '}', ']' -> close();
            case ',' -> expectKey = tracked() && isSet(objects, depth);
            default -> {}
        }
    }

    private static boolean isSet(int bits, int at) {
        return (bits >>> at & 1) != 0;
    }

    private static int with(int bits, int at, boolean set) {
        return set ? bits | 1 << at : bits & ~(1 << at);
    }

    private boolean tracked() {
        return depth > 0 && depth <= DEEPEST;
    }

    private void open(boolean object) {
        boolean wrapped = depth == 0 || (depth <= DEEPEST && isSet(own, depth) && WRAPPERS.contains(keys[depth]));
        String key = depth <= DEEPEST ? keys[depth] : "";
        depth++;
        if (notesBelow == 0 && object && NOTES.contains(key)) {
            notesBelow = depth;
        }
        if (tracked()) {
            objects = with(objects, depth, object);
            own = with(own, depth, wrapped);
            keys[depth] = key;
        }
        expectKey = object && tracked();
    }

    private void close() {
        if (notesBelow == depth) {
            notesBelow = 0;
        }
        depth = Math.max(0, depth - 1);
        expectKey = false;
    }

    private void endString() {
        if (!tracked()) {
            return;
        }
        if (inKey) {
            keys[depth] = key();
        } else if (notesBelow == 0 && separated && length >= SHORTEST && length <= LONGEST) {
            boolean isOwn = keys[depth].equals(OWN_ID) && isSet(own, depth);
            String key = keys[depth].equals(OWN_ID) && !isOwn ? keys[depth - 1] : keys[depth];
            if (!TEXTS.contains(keys[depth]) && listener.wants(key, isOwn)) {
                listener.found(new String(text, 0, length, StandardCharsets.ISO_8859_1), key, isOwn);
            }
        }
    }

    private String key() {
        String known = length <= LONGEST ? names.find(text, length) : null;
        return known != null ? known : endsWith("_id") ? OTHER_ID : endsWith("_ids") ? OTHER_IDS : OTHER;
    }

    private boolean endsWith(String suffix) {
        int from = length - suffix.length();
        for (int i = 0; i < suffix.length(); i++) {
            if (length > LONGEST || from < 0 || text[from + i] != suffix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a string has the form of an id. */
    public static boolean isId(String text) {
        boolean separated = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            separated |= c == '_' || c == '-';
            if (!isOfIds(c)) {
                return false;
            }
        }
        return separated && text.length() >= SHORTEST && text.length() <= LONGEST;
    }

    private static boolean isOfIds(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-'
                || c == '.'
                || c == ':';
    }

    /** Learns of strings that may be ids. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A string that may be an id.
         *
         * @param value the string
         * @param key the member that holds it, or the list it is in; for the {@code id} of an inner object the member that
         *     holds the object; as far as names are reported
         * @param own whether it is the {@code id} of the document's own object, or of one in its {@code data} or {@code
         *     response}
         */
        void found(String value, String key, boolean own);

        /**
         * Whether {@link #found} wants to know of a string in that place: what it does not costs nothing.
         *
         * @param key as {@code found} is told it
         * @param own as {@code found} is told it
         */
        default boolean wants(String key, boolean own) {
            return true;
        }
    }
}
