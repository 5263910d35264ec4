package dev.sluice.provider.local.assistants.text;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a reader sees of a text with tags. Forgiving: what is not closed ends with the text. */
final class MarkupText {
    private static final Set<String> HIDDEN = Set.of("script", "style", "template", "noscript", "svg");
    private static final Set<String> LINES = Set.of(
            "p",
            "div",
            "br",
            "li",
            "tr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "table",
            "ul",
            "ol",
            "section",
            "article",
            "header",
            "footer",
            "blockquote",
            "pre",
            "title",
            "dt",
            "dd",
            "w:p",
            "w:br",
            "a:p",
            "a:br");
    private static final Set<String> GAPS = Set.of("td", "th", "w:tab", "a:tab");
    private static final Map<String, String> NAMED = Map.of(
            "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "hellip", "…", "mdash", "—");

    /** Characters between {@code &} and {@code ;}, both counted. */
    private static final int LONGEST_ENTITY = 10;

    private final String source;
    private final String lower;
    private final boolean joinsLines;
    private final StringBuilder text = new StringBuilder();
    private int at;

    private MarkupText(String source, boolean joinsLines) {
        this.source = source;
        this.lower = source.toLowerCase(Locale.ROOT);
        this.joinsLines = joinsLines;
    }

    /** The text of a page: white space is what tags make of it. */
    static String html(String source) {
        return new MarkupText(source, true).read();
    }

    /** The text of a document in XML, whose white space counts. */
    static String xml(String source) {
        return new MarkupText(source, false).read();
    }

    private String read() {
        while (at < source.length()) {
            char next = source.charAt(at);
            if (source.startsWith("<!--", at)) {
                skipTo("-->");
            } else if (next == '<') {
                tag();
            } else if (next == '&') {
                entity();
            } else {
                append(next);
                at++;
            }
        }
        return text.toString().strip();
    }

    private void skipTo(String end) {
        int found = source.indexOf(end, at);
        at = found < 0 ? source.length() : found + end.length();
    }

    private void tag() {
        int from = at + 1;
        boolean closing = from < source.length() && source.charAt(from) == '/';
        int name = closing ? from + 1 : from;
        int end = name;
        while (end < source.length()
                && !Character.isWhitespace(source.charAt(end))
                && "/>".indexOf(source.charAt(end)) < 0) {
            end++;
        }
        String word = source.substring(name, end).toLowerCase(Locale.ROOT);
        skipTo(">");
        if (!closing && HIDDEN.contains(word) && source.charAt(at - 2) != '/') {
            int over = lower.indexOf("</" + word, at);
            at = over < 0 ? source.length() : over;
            skipTo(">");
        } else if (LINES.contains(word)) {
            line();
        } else if (GAPS.contains(word)) {
            append('\t');
        }
    }

    private void line() {
        while (!text.isEmpty() && " \t".indexOf(text.charAt(text.length() - 1)) >= 0) {
            text.setLength(text.length() - 1);
        }
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }

    private void entity() {
        int last = Math.min(source.length() - 1, at + LONGEST_ENTITY);
        int end = at + 1;
        while (end <= last && source.charAt(end) != ';') {
            end++;
        }
        String name = end <= last ? source.substring(at + 1, end) : "";
        String meant = NAMED.getOrDefault(name, numbered(name));
        if (meant.isEmpty()) {
            append('&');
            at++;
        } else {
            text.append(meant);
            at = end + 1;
        }
    }

    private static String numbered(String name) {
        boolean hexadecimal = name.startsWith("#x") || name.startsWith("#X");
        String digits = name.startsWith("#") ? name.substring(hexadecimal ? 2 : 1) : "";
        if (!digits.matches(hexadecimal ? "[0-9a-fA-F]{1,6}" : "[0-9]{1,7}")) {
            return "";
        }
        int point = Integer.parseInt(digits, hexadecimal ? 16 : 10);
        // As HTML has it; neither is text that a database would take.
        boolean isNone = point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
        return isNone ? "\uFFFD" : Character.isValidCodePoint(point) ? Character.toString(point) : "";
    }

    private void append(char next) {
        if (next == '\0') {
            text.append('\uFFFD');
        } else if (!joinsLines || !Character.isWhitespace(next)) {
            text.append(next);
        } else if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
            text.append(' ');
        }
    }
}
