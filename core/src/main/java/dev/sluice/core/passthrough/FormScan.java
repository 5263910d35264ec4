package dev.sluice.core.passthrough;

import dev.sluice.core.form.FormScanner;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Splice;
import dev.sluice.core.ids.Reference;
import dev.sluice.core.json.IdScanner;
import dev.sluice.core.json.ModelField;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a multipart form: an upload, a transcription, an edit of an image. */
final class FormScan extends RequestScan {
    private static final String LIST = "[]";

    private final FormScanner scanner;
    private final String boundary;
    private final boolean withReferences;
    private boolean startsAtOnce;
    private boolean anyRead;
    private int references;

    FormScan(String boundary, boolean withReferences, Predicate<String> renamed) {
        super(renamed);
        this.boundary = boundary;
        this.withReferences = withReferences;
        scanner = new FormScanner(boundary, LONGEST_NAME, this::field);
    }

    @Override
    void feed(ByteBuffer slice) {
        if (!anyRead && slice.hasRemaining()) {
            anyRead = true;
            startsAtOnce = slice.get(slice.position()) == '-';
        }
        scanner.feed(slice);
    }

    private void field(String name, @Nullable String value, long start, long end, long partStart, long nextStart) {
        String plain = name.endsWith(LIST) ? name.substring(0, name.length() - LIST.length()) : name;
        switch (plain) {
            case "model" -> model(value, start, end);
            case "stream" -> asksForStream("true".equals(value));
            case TARGETS -> target(value, partStart, nextStart);
            default -> {
                if (withReferences && value != null && IdScanner.isId(value) && references++ < Reference.MOST_OTHERS) {
                    foundReference(new Reference(value, plain));
                }
            }
        }
    }

    private void model(@Nullable String value, long start, long end) {
        if (value == null) {
            refuse("'model' must be a string of at most " + LONGEST_NAME + " bytes.", "model");
        } else if (value.isEmpty()) {
            foundNoModel(ModelField.ofForm("", start, end));
        } else {
            foundModel(ModelField.ofForm(value, start, end));
        }
    }

    private void target(@Nullable String value, long partStart, long nextStart) {
        Optional<String> name = Optional.ofNullable(value).flatMap(TargetModel::ofField);
        if (name.isEmpty()) {
            refuse("'" + TARGETS + "' must be the name of a model, or a list of such names.", TARGETS);
        } else {
            foundTarget(name.get());
            remove(Splice.removal(partStart, nextStart));
        }
    }

    @Override
    RequestBody result(Body body, long reserved, boolean tooLarge) {
        if (startsAtOnce) {
            String part = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\n";
            foundRoom(new ModelField("", 0, 0, false, part, "\r\n"));
        }
        return super.result(body, reserved, tooLarge);
    }
}
