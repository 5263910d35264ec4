package dev.sluice.provider.local.assistants.text;

import dev.sluice.core.assistants.files.VectorStoreFileErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The text of Word and PowerPoint files: XML in an archive. */
final class OfficeText {
    private static final int LARGEST = 64 << 20;

    private OfficeText() {}

    static String of(byte[] content) throws UnreadableException {
        Map<Integer, String> parts = new TreeMap<>();
        long left = LARGEST;
        try (ZipInputStream archive = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                int place = place(entry.getName());
                if (place >= 0) {
                    byte[] part = archive.readNBytes((int) left + 1);
                    left -= part.length;
                    if (left < 0) {
                        throw FileText.tooLarge();
                    }
                    parts.put(place, MarkupText.xml(new String(part, StandardCharsets.UTF_8)));
                }
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw new UnreadableException(VectorStoreFileErrorCode.INVALID_FILE, "The file is damaged.");
        }
        if (parts.isEmpty()) {
            throw new UnreadableException(
                    VectorStoreFileErrorCode.INVALID_FILE, "The file is no Word or PowerPoint file.");
        }
        return parts.values().stream().collect(Collectors.joining("\n\n"));
    }

    /** Slides come in the order of their numbers; what has no text has no place. */
    private static int place(String name) {
        if (name.equals("word/document.xml")) {
            return 0;
        }
        return name.matches("ppt/slides/slide[0-9]{1,6}\\.xml") ? Integer.parseInt(name.replaceAll("[^0-9]", "")) : -1;
    }
}
