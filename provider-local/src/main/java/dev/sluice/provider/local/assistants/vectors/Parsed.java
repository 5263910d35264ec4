package dev.sluice.provider.local.assistants.vectors;

import dev.sluice.core.assistants.files.VectorStoreFile;
import dev.sluice.core.assistants.files.VectorStoreFileError;
import dev.sluice.provider.local.assistants.text.Cutter;
import dev.sluice.provider.local.assistants.text.FileText;
import dev.sluice.provider.local.assistants.text.UnreadableException;
import java.util.List;
import java.util.Optional;

/** The pieces of a file, or why it has none. */
record Parsed(List<String> pieces, Optional<VectorStoreFileError> failure) {
    Parsed {
        pieces = List.copyOf(pieces);
    }

    static Parsed of(String filename, byte[] content, VectorStoreFile entry) {
        try {
            return new Parsed(Cutter.cut(FileText.of(filename, content), entry.chunkingStrategy()), Optional.empty());
        } catch (UnreadableException unreadable) {
            return new Parsed(
                    List.of(), Optional.of(new VectorStoreFileError(unreadable.code(), unreadable.getMessage())));
        }
    }
}
