package dev.sluice.provider.local;

import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text that is answered.
 *
 * @param text the text
 * @param cut whether the caller's limit ended it
 */
record Answer(String text, boolean cut) {
    /** A word and the white space before it, or white space that no word follows. */
    private static final Pattern WORD = Pattern.compile("\\s*+\\S++|\\s++");

    /** The mock's text, within the limit. */
    static Answer within(OptionalLong limit, String mock) {
        String text = limit.isPresent() ? Tokens.first(mock, limit.getAsLong()) : mock;
        return new Answer(text, text.length() < mock.length());
    }

    String finishReason() {
        return cut ? "length" : "stop";
    }

    long tokens() {
        return Tokens.in(text);
    }

    /** The text in pieces, made one by one. */
    Stream<String> words() {
        return WORD.matcher(text).results().map(MatchResult::group);
    }
}
