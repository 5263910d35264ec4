package dev.sluice.core.price;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Prices by the name of the model, with the day of which they are. Names of Azure's models begin with {@code azure/}.
 *
 * @param date the day, as it was written
 * @param models prices by name
 */
public record PriceTable(String date, Map<String, Prices> models) {
    private static final String RESOURCE = "prices.txt";
    private static final String DATE = "date ";

    public PriceTable {
        models = Map.copyOf(models);
    }

    /** The table that the gateway comes with. */
    public static PriceTable builtIn() {
        return BuiltIn.TABLE;
    }

    /**
     * Reads a table: {@code date 2025-08-16}, then a line for each model with its name and {@code rate=price} for each price,
     * separated by spaces. Empty lines and those that begin with {@code #} say nothing.
     *
     * @throws IllegalArgumentException naming the first line that is none of these
     */
    public static PriceTable parse(List<String> lines) {
        String date = "";
        Map<String, Prices> models = new HashMap<>();
        for (String line : lines) {
            if (line.startsWith(DATE)) {
                date = line.substring(DATE.length()).strip();
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String[] words = line.strip().split(" +");
                if (models.put(words[0], prices(words, line)) != null) {
                    throw new IllegalArgumentException("a model comes twice: " + line);
                }
            }
        }
        return new PriceTable(date, models);
    }

    private static Prices prices(String[] words, String line) {
        Map<Rate, BigDecimal> rates = new EnumMap<>(Rate.class);
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            String key = words[i].substring(0, Math.max(0, equals));
            Rate rate = Rate.of(key).orElseThrow(() -> new IllegalArgumentException("no price is called so: " + line));
            try {
                BigDecimal price = new BigDecimal(words[i].substring(equals + 1));
                if (price.signum() < 0 || rates.put(rate, price) != null) {
                    throw new IllegalArgumentException("a price is negative or comes twice: " + line);
                }
            } catch (NumberFormatException noNumber) {
                throw new IllegalArgumentException("a price is no number: " + line, noNumber);
            }
        }
        return new Prices(rates);
    }

    /** The prices of a model; none where it is not in the table. */
    public Prices of(String model) {
        return models.getOrDefault(model, Prices.UNKNOWN);
    }

    private static final class BuiltIn {
        private static final PriceTable TABLE = load();

        private static PriceTable load() {
            try (InputStream in = Objects.requireNonNull(PriceTable.class.getResourceAsStream(RESOURCE), RESOURCE);
                    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                return parse(reader.lines().toList());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
