package dev.sluice.testkit.fake.wire;

import dev.sluice.core.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A multipart/form-data body, taken apart. */
public final class Multipart {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final byte[] BLANK_LINE = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final List<Part> parts = new ArrayList<>();

    /**
     * One field.
     *
     * @param name the field's name
     * @param filename the file's name, for a file
     * @param content the field's bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // files run to many megabytes and nobody compares them through equals
    public record Part(String name, Optional<String> filename, byte[] content) {}

    private Multipart() {}

    /** The parts of a request's body; empty if it is no multipart/form-data or has no end. */
    public static Optional<Multipart> of(WireRequest request) {
        String type = request.headers().first("Content-Type").orElse("");
        Matcher boundary = BOUNDARY.matcher(type);
        if (!type.startsWith("multipart/form-data") || !boundary.find()) {
            return Optional.empty();
        }
        Multipart form = new Multipart();
        return form.read(request.body(), "--" + boundary.group(1)) ? Optional.of(form) : Optional.empty();
    }

    /** The first field of that name. */
    public Optional<Part> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    /** The text of the first field of that name. */
    public Optional<String> text(String name) {
        return part(name).map(part -> new String(part.content(), StandardCharsets.UTF_8));
    }

    private boolean read(byte[] body, String dashBoundary) {
        byte[] first = dashBoundary.getBytes(StandardCharsets.ISO_8859_1);
        byte[] delimiter = ("\r\n" + dashBoundary).getBytes(StandardCharsets.ISO_8859_1);
        int at = indexOf(body, first, 0) + first.length;
        while (at >= first.length && at + 2 <= body.length) {
            if (body[at] == '-' && body[at + 1] == '-') {
                return true;
            }
            int head = at + 2;
            int content = indexOf(body, BLANK_LINE, head);
            int end = indexOf(body, delimiter, Math.max(content, head));
            if (content < 0 || end < 0) {
                return false;
            }
            String fields = new String(body, head, content - head, StandardCharsets.UTF_8);
            parts.add(part(fields, Arrays.copyOfRange(body, content + BLANK_LINE.length, end)));
            at = end + delimiter.length;
        }
        return false;
    }

    private static Part part(String head, byte[] content) {
        Headers.Builder headers = Headers.builder();
        head.lines().filter(line -> line.indexOf(':') > 0).forEach(line -> {
            int colon = line.indexOf(':');
            headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
        });
        String disposition = headers.build().first("Content-Disposition").orElse("");
        return new Part(attribute(disposition, "name").orElse(""), attribute(disposition, "filename"), content);
    }

    private static Optional<String> attribute(String disposition, String name) {
        Matcher matcher = Pattern.compile("[; ]" + name + "=\"([^\"]*)\"").matcher(disposition);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static int indexOf(byte[] bytes, byte[] wanted, int from) {
        for (int i = from; i <= bytes.length - wanted.length; i++) {
            int matched = 0;
            while (matched < wanted.length && bytes[i + matched] == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return i;
            }
        }
        return -1;
    }
}
