package dev.sluice.logging.otel.scrape;

import java.util.Map;

/** Names as Prometheus has them: without dots, with the unit spelled out, and {@code _total} behind counters. */
public final class PrometheusName {
    private static final Map<String, String> UNITS = Map.of("s", "seconds", "By", "bytes");

    private PrometheusName() {}

    /**
     * The name of a metric's family.
     *
     * @param gauge whether it is what it is at the moment; those without a dimension are ratios
     */
    public static String family(String name, String unit, boolean gauge) {
        String word = unit(unit, gauge);
        String plain = plain(name);
        return word.isEmpty() || plain.endsWith("_" + word) ? plain : plain + "_" + word;
    }

    /** The unit; empty where it is none, such as {@code {call}}. */
    static String unit(String unit, boolean gauge) {
        return unit.equals("1") && gauge ? "ratio" : UNITS.getOrDefault(unit, "");
    }

    /** A name without dots. */
    static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
            plain.append(allowed ? c : '_');
        }
        return plain.toString();
    }
}
