package dev.sluice.core.passthrough;

import dev.sluice.core.form.FormScanner;
import dev.sluice.core.http.Splice;
import dev.sluice.core.ids.Reference;
import dev.sluice.core.json.IdScanner;
import dev.sluice.core.json.ModelField;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a multipart form: an upload, a transcription, an edit of an image. */
final class FormScan extends RequestScan {
    private static final String LIST = "[]";

    private final FormScanner scanner;

    FormScan(String boundary) {
        scanner = new FormScanner(boundary, LONGEST_NAME, this::field);
    }

    @Override
    void feed(ByteBuffer slice) {
        scanner.feed(slice);
    }

    @Override
    boolean isDecided() {
        return scanner.isComplete();
    }

    private void field(String name, @Nullable String value, long start, long end, long partStart, long nextStart) {
        String plain = name.endsWith(LIST) ? name.substring(0, name.length() - LIST.length()) : name;
        switch (plain) {
            case "model" -> model(value, start, end);
            case "stream" -> asksForStream("true".equals(value));
            case "target_model_names" -> target(value, partStart, nextStart);
            default -> {
                if (value != null && IdScanner.isId(value)) {
                    foundReference(new Reference(value, plain));
                }
            }
        }
    }

    private void model(@Nullable String value, long start, long end) {
        if (value == null) {
            refuse("'model' must be a string of at most " + LONGEST_NAME + " bytes.", "model");
        } else if (value.isEmpty()) {
            foundNoModel();
        } else {
            foundModel(new ModelField(value, start, end, false));
        }
    }

    private void target(@Nullable String value, long partStart, long nextStart) {
        Optional<String> name = Optional.ofNullable(value).flatMap(TargetModel::firstName);
        if (name.isEmpty()) {
            refuse("'target_model_names' must be the name of a model, or a list of such names.", "target_model_names");
        }
        foundTarget(name, Splice.removal(partStart, nextStart));
    }
}
