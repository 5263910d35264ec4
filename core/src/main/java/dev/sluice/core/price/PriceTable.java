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
import java.util.concurrent.ConcurrentHashMap;

/**
 * Prices by the name of the model, with the day of which they are. Names of Azure's models begin with {@code azure/}.
 * Always the same, thread-safe.
 */
public final class PriceTable {
    private static final String RESOURCE = "prices.txt";
    private static final String DATE = "date ";

    private final String date;

    /** Lines that are understood when their model is asked for: reading all of them would take a tenth of a start. */
    private final Map<String, String> lines;

    private final Map<String, Prices> models;

    private PriceTable(String date, Map<String, String> lines, Map<String, Prices> models) {
        this.date = date;
        this.lines = Map.copyOf(lines);
        this.models = new ConcurrentHashMap<>(models);
    }

    /**
     * Prices that are known already.
     *
     * @param date the day, as it was written
     * @param models prices by name
     */
    public PriceTable(String date, Map<String, Prices> models) {
        this(date, Map.of(), models);
    }

    /** The day of which the prices are, as it was written. */
    public String date() {
        return date;
    }

    /** All prices by name. */
    public Map<String, Prices> models() {
        lines.keySet().forEach(this::of);
        return Map.copyOf(models);
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
        PriceTable table = unread(lines);
        for (String line : table.lines.values()) {
            prices(line);
        }
        return table;
    }

    private static PriceTable unread(List<String> lines) {
        String date = "";
        Map<String, String> byModel = new HashMap<>();
        for (String line : lines) {
            if (line.startsWith(DATE)) {
                date = line.substring(DATE.length()).strip();
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String prices = line.strip();
                int space = prices.indexOf(' ');
                if (byModel.put(space < 0 ? prices : prices.substring(0, space), prices) != null) {
                    throw new IllegalArgumentException("a model comes twice: " + line);
                }
            }
        }
        return new PriceTable(date, byModel, Map.of());
    }

    private static Prices prices(String line) {
        String[] words = line.split(" +", -1);
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
        Prices known = models.get(model);
        if (known != null) {
            return known;
        }
        String line = lines.get(model);
        return line == null ? Prices.UNKNOWN : models.computeIfAbsent(model, unread -> prices(line));
    }

    private static final class BuiltIn {
        private static final PriceTable TABLE = load();

        private static PriceTable load() {
            try (InputStream in = Objects.requireNonNull(PriceTable.class.getResourceAsStream(RESOURCE), RESOURCE);
                    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                return unread(reader.lines().toList());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
