package dev.sluice.core.assistants.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a text as they are compared: in lower case, without accents, without the ending of an English plural.
 * Scripts that put no spaces between words are taken letter by letter.
 */
public final class Words {
    private static final int LONGEST = 64;
    private static final int SHORTEST_PLURAL = 4;

    private Words() {}

    /** The words of a text, in order, as often as they are in it. They consist of letters and digits. */
    public static List<String> of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < plain.length(); ) {
            int point = plain.codePointAt(i);
            i += Character.charCount(point);
            if (Character.getType(point) == Character.NON_SPACING_MARK) {
                continue;
            }
            if (!Character.isLetterOrDigit(point)) {
                end(word, words);
            } else if (isWordOfItsOwn(point)) {
                end(word, words);
                words.add(Character.toString(point));
            } else if (word.length() < LONGEST) {
                word.appendCodePoint(point);
            }
        }
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(singular(word.toString()));
            word.setLength(0);
        }
    }

    private static String singular(String word) {
        if (word.length() < SHORTEST_PLURAL || !word.endsWith("s") || word.endsWith("ss") || word.endsWith("us")) {
            return word;
        }
        return word.endsWith("ies") ? word.substring(0, word.length() - 3) + "y" : word.substring(0, word.length() - 1);
    }

    private static boolean isWordOfItsOwn(int point) {
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
