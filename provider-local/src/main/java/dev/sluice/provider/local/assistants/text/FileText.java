package dev.sluice.provider.local.assistants.text;

import dev.sluice.core.assistants.files.VectorStoreFileErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** The text of a file, by the ending of its name. Takes a while for a large file. */
public final class FileText {
    /** The most bytes that are read: about five million tokens. */
    public static final int LARGEST = 20 << 20;

    private static final Set<String> OFFICE = Set.of("docx", "pptx");
    private static final Set<String> HTML = Set.of("html", "htm", "xhtml");
    private static final Set<String> NO_TEXT = Set.of(
            "pdf", "doc", "ppt", "xls", "xlsx", "odt", "rtf", "epub", "zip", "gz", "tar", "7z", "png", "jpg", "jpeg",
            "gif", "webp", "bmp", "mp3", "mp4", "wav", "mov", "exe", "jar", "class", "parquet");

    private FileText() {}

    /** The text of a file that was read. */
    public static String of(String filename, byte[] content) throws UnreadableException {
        String ending = filename.substring(filename.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (NO_TEXT.contains(ending)) {
            throw new UnreadableException(
                    VectorStoreFileErrorCode.UNSUPPORTED_FILE,
                    "Files with extensions [." + ending
                            + "] are not supported for retrieval. Convert the file to text, Markdown, HTML or .docx.");
        }
        if (content.length > LARGEST) {
            throw tooLarge();
        }
        String text = OFFICE.contains(ending)
                ? OfficeText.of(content)
                : HTML.contains(ending) ? MarkupText.html(decoded(content)) : decoded(content);
        if (text.isBlank()) {
            throw new UnreadableException(VectorStoreFileErrorCode.INVALID_FILE, "The file holds no text.");
        }
        return text;
    }

    /** The file has more bytes than are read. */
    public static UnreadableException tooLarge() {
        return new UnreadableException(
                VectorStoreFileErrorCode.INVALID_FILE,
                "The file is too large: this gateway searches files of up to " + (LARGEST >> 20) + " MB.");
    }

    private static String decoded(byte[] content) throws UnreadableException {
        if (begins(content, 0xFE, 0xFF) || begins(content, 0xFF, 0xFE)) {
            return decoded(content, 0, StandardCharsets.UTF_16);
        }
        return decoded(content, begins(content, 0xEF, 0xBB, 0xBF) ? 3 : 0, StandardCharsets.UTF_8);
    }

    private static boolean begins(byte[] content, int... mark) {
        if (content.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((content[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static String decoded(byte[] content, int from, Charset charset) throws UnreadableException {
        try {
            String text = charset.newDecoder()
                    .decode(ByteBuffer.wrap(content, from, content.length - from))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException malformed) {
            // As if it were binary.
        }
        throw new UnreadableException(
                VectorStoreFileErrorCode.UNSUPPORTED_FILE, "The file is no text in UTF-8 or UTF-16.");
    }
}
