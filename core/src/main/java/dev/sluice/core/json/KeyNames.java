package dev.sluice.core.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fixed set of member names that is searched by bytes, so that reading keys makes no garbage. Immutable. */
public final class KeyNames {
    private final List<List<String>> byLength = new ArrayList<>();

    /** These names, each in ASCII. */
    KeyNames(Collection<String> names) {
        for (String name : names) {
            while (byLength.size() <= name.length()) {
                byLength.add(new ArrayList<>());
            }
            byLength.get(name.length()).add(name);
        }
    }

    /** The name that these bytes spell, or null. */
    @Nullable
    String find(byte[] text, int length) {
        if (length >= byLength.size()) {
            return null;
        }
        List<String> candidates = byLength.get(length);
        for (int i = 0; i < candidates.size(); i++) {
            if (spells(text, candidates.get(i))) {
                return candidates.get(i);
            }
        }
        return null;
    }

    private static boolean spells(byte[] text, String name) {
        for (int i = name.length() - 1; i >= 0; i--) {
            if (text[i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
