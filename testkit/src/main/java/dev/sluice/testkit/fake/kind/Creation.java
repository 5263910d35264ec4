package dev.sluice.testkit.fake.kind;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that makes an object: a POST.
 *
 * @param path its path without the version
 * @param contentType the content type
 * @param body the body
 */
public record Creation(String path, String contentType, String body) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");
    private static final Pattern TEXT_MEMBER = Pattern.compile("\"(\\w+)\":\"([^\"]*)\"");
    private static final String BOUNDARY = "objects-of-this-kind";

    /**
     * Makes an object of that kind.
     *
     * @param parentPath the path of the object that it will live in; empty where its kind has no parent
     * @param idOf the id of an object of the collection that is asked for
     */
    public static Creation of(ObjectKind kind, String parentPath, UnaryOperator<String> idOf) {
        String example = REFERENCE
                .matcher(kind.example())
                .replaceAll(reference -> Matcher.quoteReplacement(idOf.apply(reference.group(1))));
        return kind.format().orElseThrow() == ObjectKind.Format.JSON
                ? new Creation(kind.collectionIn(parentPath), "application/json", example)
                : new Creation(
                        kind.collectionIn(parentPath),
                        "multipart/form-data; boundary=" + BOUNDARY,
                        form(kind, example));
    }

    /** The body as bytes. */
    public byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static String form(ObjectKind kind, String example) {
        String file = kind.collection().endsWith("/parts") ? "data" : "file";
        StringBuilder form = new StringBuilder();
        TEXT_MEMBER
                .matcher(example)
                .results()
                .forEach(member -> form.append("--" + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"" + member.group(1) + "\"\r\n\r\n"
                        + member.group(2)
                        + "\r\n"));
        return form.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + file
                        + "\"; filename=\"a.jsonl\"\r\nContent-Type: application/octet-stream\r\n\r\n{}\n\r\n--"
                        + BOUNDARY + "--\r\n")
                .toString();
    }
}
