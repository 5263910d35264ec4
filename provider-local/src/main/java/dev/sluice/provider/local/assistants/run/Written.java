package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.event.AnnotationDelta;
import dev.sluice.core.assistants.event.ContentDelta;
import dev.sluice.core.assistants.event.MessageChange;
import dev.sluice.core.assistants.event.MessageDelta;
import dev.sluice.core.assistants.event.TextDelta;
import dev.sluice.core.assistants.model.Annotation;
import dev.sluice.core.assistants.model.CitedFile;
import dev.sluice.core.assistants.model.FileReference;
import dev.sluice.core.assistants.model.ImageFileContent;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.MessageContent;
import dev.sluice.core.assistants.model.TextContent;
import dev.sluice.provider.local.assistants.turn.MadeFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message as it is being written: its parts, and the growth of each. */
final class Written {
    private final Message message;
    private final List<Part> parts = new ArrayList<>();
    private boolean closed;

    Written(Message message) {
        this.message = message;
    }

    String id() {
        return message.id();
    }

    /** What more of a text, or of a refusal, makes it grow by. */
    MessageDelta grow(String piece, boolean refusal) {
        boolean first = !isOpen(refusal ? Part.Type.REFUSAL : Part.Type.TEXT);
        if (first) {
            open(refusal ? Part.Type.REFUSAL : Part.Type.TEXT);
        }
        int index = parts.size() - 1;
        parts.get(index).text.append(piece);
        ContentDelta delta = refusal
                ? new ContentDelta.Refusal(index, piece)
                : first ? ContentDelta.firstText(index, piece) : ContentDelta.text(index, piece);
        return grown(delta);
    }

    private boolean isOpen(Part.Type type) {
        return !parts.isEmpty() && !closed && parts.get(parts.size() - 1).type == type;
    }

    /** Whatever it grows by next is another part. */
    void part() {
        closed = true;
    }

    private Part open(Part.Type type) {
        Part part = new Part(type);
        parts.add(part);
        closed = false;
        return part;
    }

    /** What a marker of a passage makes it grow by: the marker as a whole, and the file that it stands for. */
    MessageDelta cite(String marker, String fileId) {
        Part part = text();
        long start = part.length();
        part.text.append(marker);
        long end = part.length();
        int number = part.annotations.size();
        part.annotations.add(new Annotation.FileCitation(marker, start, end, new CitedFile(fileId, null)));
        return annotated(
                marker, new AnnotationDelta.FileCitation(number, marker, start, end, new CitedFile(fileId, "")));
    }

    /** What a file that code made, and that the text names, makes it grow by: nothing but what stands for the file. */
    MessageDelta link(MadeFile file, String fileId) {
        Part part = text();
        Matcher path = Pattern.compile("sandbox:[^\\s()\\[\\]]*" + Pattern.quote(file.name()))
                .matcher(part.text);
        long start = Math.min(file.start(), part.length());
        long end = Math.min(Math.max(start, file.end()), part.length());
        while (path.find()) {
            start = part.text.codePointCount(0, path.start());
            end = part.text.codePointCount(0, path.end());
        }
        return link(part.between(start, end), start, end, fileId);
    }

    /** The same, where it is known what stands for the file. */
    MessageDelta link(String covered, long start, long end, String fileId) {
        Part part = text();
        int number = part.annotations.size();
        FileReference reference = new FileReference(fileId);
        part.annotations.add(new Annotation.FilePath(covered, start, end, reference));
        return annotated("", new AnnotationDelta.FilePath(number, covered, start, end, reference));
    }

    private Part text() {
        return isOpen(Part.Type.TEXT) ? parts.get(parts.size() - 1) : open(Part.Type.TEXT);
    }

    private MessageDelta annotated(String value, AnnotationDelta told) {
        return grown(new ContentDelta.Text(parts.size() - 1, new TextDelta(value, List.of(told))));
    }

    /** What a picture makes it grow by. */
    MessageDelta show(String fileId) {
        open(Part.Type.PICTURE).text.append(fileId);
        return grown(new ContentDelta.ImageFile(parts.size() - 1, new ImageFileContent(fileId, null)));
    }

    private MessageDelta grown(ContentDelta delta) {
        return new MessageDelta(message.id(), new MessageChange(null, List.of(delta)));
    }

    /** The message with what was written so far. */
    Message soFar() {
        return message.toBuilder()
                .content(parts.stream().map(Part::content).toList())
                .build();
    }

    private static final class Part {
        enum Type {
            TEXT,
            REFUSAL,
            PICTURE
        }

        final Type type;

        /** Of a picture, the id of its file. */
        final StringBuilder text = new StringBuilder();

        final List<Annotation> annotations = new ArrayList<>();

        Part(Type type) {
            this.type = type;
        }

        /** In code points. */
        long length() {
            return text.codePointCount(0, text.length());
        }

        String between(long start, long end) {
            int from = text.offsetByCodePoints(0, (int) start);
            return text.substring(from, text.offsetByCodePoints(from, (int) (end - start)));
        }

        MessageContent content() {
            return switch (type) {
                case TEXT -> new MessageContent.Text(new TextContent(text.toString(), annotations));
                case REFUSAL -> new MessageContent.Refusal(text.toString());
                case PICTURE -> new MessageContent.ImageFile(new ImageFileContent(text.toString(), null));
            };
        }
    }
}
