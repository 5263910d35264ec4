package dev.sluice.codec.jsonb;

import dev.sluice.codec.jsonb.bind.Binder;
import dev.sluice.codec.jsonb.tree.Documents;
import dev.sluice.codec.jsonb.tree.JsonNodeWriter;
import dev.sluice.core.json.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The texts of trees and of values of the model; all of them have UTF-8. Remembers the last value: one that is stored is
 * told by events as well, right before or after, and says the same for ever. Thread-safe.
 */
final class Texts {
    private final Documents documents;
    private final Binder binder;
    private volatile @Nullable Written last;

    Texts(Documents documents, Binder binder) {
        this.documents = documents;
        this.binder = binder;
    }

    String of(Object value) {
        if (value instanceof JsonNode node) {
            return documents.write(out -> JsonNodeWriter.write(node, out));
        }
        Written before = last;
        if (before != null && before.isOf(value)) {
            return before.text();
        }
        String text = documents.write(out -> binder.write(value, out));
        last = new Written(value, text);
        return text;
    }

    private record Written(Object value, String text) {
        @SuppressWarnings("ReferenceEquality") // to compare what they say takes as long as to write it
        boolean isOf(Object other) {
            return value == other;
        }
    }
}
