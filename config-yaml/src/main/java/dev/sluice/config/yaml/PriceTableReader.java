package dev.sluice.config.yaml;

import dev.sluice.config.yaml.YamlNode.Entry;
import dev.sluice.config.yaml.YamlNode.Mapping;
import dev.sluice.config.yaml.YamlNode.Scalar;
import dev.sluice.core.price.PriceTable;
import dev.sluice.core.price.Prices;
import dev.sluice.core.price.Rate;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a table of prices: the gateway's own format, or the JSON that LiteLLM comes with. */
final class PriceTableReader {
    private final Problems problems;

    PriceTableReader(Problems problems) {
        this.problems = problems;
    }

    /** The table; where the file is no table that is reported, without its name, which may be a slip of the pen. */
    Optional<PriceTable> read(String path, Place askedAt) {
        Optional<Path> file = readable(path);
        if (file.isEmpty()) {
            problems.error(askedAt, "is no file that can be read; check the path and its permissions");
        }
        return file.flatMap(table -> read(table, askedAt));
    }

    private static Optional<Path> readable(String path) {
        try {
            return Optional.of(Path.of(path)).filter(file -> Files.isRegularFile(file) && Files.isReadable(file));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    Optional<PriceTable> read(Path file, Place askedAt) {
        YamlReader reader = new YamlReader(problems);
        if (file.toString().endsWith(".json")) {
            return reader.read(file, askedAt).map(PriceTableReader::ofLiteLlm);
        }
        return reader.text(file, askedAt).flatMap(text -> {
            try {
                return Optional.of(PriceTable.parse(text.lines().toList()));
            } catch (IllegalArgumentException malformed) {
                problems.error(askedAt, "is no table of prices: " + malformed.getMessage());
                return Optional.empty();
            }
        });
    }

    /**
     * Of LiteLLM's table, what has a price that the gateway can compute with. Models that are paid for in other ways beside,
     * by pixels, characters or searches, are left out: half a price would be a wrong one. So are those with a price that is none.
     */
    static PriceTable ofLiteLlm(Mapping root) {
        @Nullable Entry nested = root.entries().get("models");
        Mapping entries = nested != null && nested.value() instanceof Mapping inner ? inner : root;
        Map<String, Prices> models = new TreeMap<>();
        entries.entries().forEach((name, entry) -> {
            if (entry.value() instanceof Mapping facts && name.indexOf(' ') < 0 && isComplete(name, facts)) {
                Prices prices = prices(facts);
                if (!prices.equals(Prices.UNKNOWN)) {
                    models.put(name, prices);
                }
            }
        });
        return new PriceTable("", models);
    }

    private static boolean isComplete(String name, Mapping facts) {
        return !name.contains("search-preview")
                && !name.contains("deep-research")
                && facts.entries().keySet().stream()
                        .noneMatch(key -> key.endsWith("_per_pixel") || key.endsWith("_per_character"));
    }

    private static Prices prices(Mapping facts) {
        boolean speaks = "audio_speech".equals(text(facts, "mode"));
        Map<Rate, BigDecimal> rates = new EnumMap<>(Rate.class);
        for (Rate rate : Rate.values()) {
            String price = text(facts, rate.key());
            // Whatever such a model writes is sound, and has that price.
            if (price != null && !(speaks && rate == Rate.OUTPUT_TOKEN)) {
                Optional<BigDecimal> amount = amount(price);
                if (amount.isEmpty()) {
                    return Prices.UNKNOWN;
                }
                rates.put(rate, amount.get());
            }
        }
        return new Prices(rates);
    }

    private static Optional<BigDecimal> amount(String text) {
        try {
            return Optional.of(new BigDecimal(text)).filter(amount -> amount.signum() >= 0);
        } catch (NumberFormatException noAmount) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(Mapping facts, String key) {
        @Nullable Entry entry = facts.entries().get(key);
        return entry != null && entry.value() instanceof Scalar scalar && scalar.kind() != ScalarKind.NULL
                ? scalar.text()
                : null;
    }
}
