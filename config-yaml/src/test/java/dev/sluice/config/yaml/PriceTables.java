package dev.sluice.config.yaml;

import dev.sluice.core.price.PriceTable;
import dev.sluice.core.price.Rate;
import java.nio.file.Path;
import java.util.TreeMap;

/** The table of prices as text, and how it is made of LiteLLM's. */
final class PriceTables {
    private PriceTables() {}

    /**
     * Prints the table.
     *
     * @param arguments LiteLLM's JSON, and the day of which its prices are
     */
    public static void main(String[] arguments) {
        Path json = Path.of(arguments[0]);
        System.out.print(render(arguments[1], read(json)));
    }

    static PriceTable read(Path json) {
        return new PriceTableReader(new Problems())
                .read(json, Place.variable(""))
                .orElseThrow(() -> new IllegalArgumentException("No table of prices: " + json));
    }

    static String render(String date, PriceTable table) {
        StringBuilder text = new StringBuilder("# US dollars for one of what the key names; docs/prices.md says more\n")
                .append("date ")
                .append(date)
                .append('\n');
        new TreeMap<>(table.models()).forEach((model, prices) -> {
            text.append(model);
            for (Rate rate : Rate.values()) {
                prices.of(rate)
                        .ifPresent(price -> text.append(' ')
                                .append(rate.key())
                                .append('=')
                                .append(price.stripTrailingZeros().toPlainString()));
            }
            text.append('\n');
        });
        return text.toString();
    }
}
