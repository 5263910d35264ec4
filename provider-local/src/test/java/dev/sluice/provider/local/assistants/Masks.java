package dev.sluice.provider.local.assistants;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes ids that were drawn by chance readable: the first assistant is asst_1, the second asst_2. */
final class Masks {
    private static final Pattern IDS = Pattern.compile(
            "(asst|thread|msg|run|step|call)_[A-Za-z0-9]{24}(?![A-Za-z0-9])|(vs|vsfb)_[0-9a-f]{32}|(file)-[1-9A-Za-z]{22}");

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    String mask(String text) {
        Matcher matcher = IDS.matcher(text);
        StringBuilder masked = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(masked, name(matcher.group()));
        }
        return matcher.appendTail(masked).toString();
    }

    private String name(String id) {
        return names.computeIfAbsent(id, some -> {
            int separator = Math.max(id.indexOf('_'), id.indexOf('-'));
            String prefix = id.substring(0, separator + 1);
            return prefix + counts.merge(prefix, 1, Integer::sum);
        });
    }
}
