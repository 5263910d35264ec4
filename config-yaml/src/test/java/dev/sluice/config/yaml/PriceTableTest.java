package dev.sluice.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.price.PriceTable;
import dev.sluice.core.price.Prices;
import dev.sluice.core.price.Rate;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The prices that the gateway comes with are what {@link PriceTables#main} makes of LiteLLM's. */
class PriceTableTest {
    private static final String LITELLM = """
            {"sample_spec": {"mode": "chat"},
             "gpt-4o": {"input_cost_per_token": 2.5e-06, "output_cost_per_token": 1e-05,
                        "cache_read_input_token_cost": 1.25e-06, "mode": "chat", "litellm_provider": "openai"},
             "whisper-1": {"input_cost_per_second": 0.0001, "output_cost_per_second": 0.0001},
             "gpt-4o-mini-tts": {"input_cost_per_token": 2.5e-06, "output_cost_per_audio_token": 1.2e-05,
                        "output_cost_per_token": 1e-05, "mode": "audio_speech"},
             "tts-1": {"input_cost_per_character": 1.5e-05, "mode": "audio_speech"},
             "gpt-image-1": {"input_cost_per_pixel": 4.0054321e-08, "output_cost_per_pixel": 0.0},
             "omni-moderation-latest": {"input_cost_per_token": 0.0, "output_cost_per_token": 0.0}}
            """;

    @TempDir
    Path folder = Path.of("");

    private PriceTable read(String name, String text) throws IOException {
        return PriceTables.read(Files.writeString(folder.resolve(name), text));
    }

    private static String builtIn() throws IOException {
        try (var in = Objects.requireNonNull(PriceTable.class.getResourceAsStream("prices.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void the_table_of_the_gateway_is_as_the_generator_writes_it() throws IOException {
        assertThat(builtIn()).isEqualTo(PriceTables.render("2025-08-16", PriceTable.builtIn()));
        assertThat(PriceTable.builtIn().date()).isEqualTo("2025-08-16");
        assertThat(PriceTable.builtIn().models()).hasSizeGreaterThan(190);
    }

    @Test
    void what_is_made_of_the_figures_stands_in_the_table_and_half_a_price_does_not() throws IOException {
        PriceTable made = read("prices.json", LITELLM);
        assertThat(made.models().keySet())
                .containsExactlyInAnyOrder("gpt-4o", "whisper-1", "gpt-4o-mini-tts", "omni-moderation-latest");
        made.models()
                .forEach((model, prices) -> assertThat(PriceTables.render("", new PriceTable("", one(model, prices))))
                        .isEqualTo(PriceTables.render(
                                "",
                                new PriceTable(
                                        "", one(model, PriceTable.builtIn().of(model))))));
        assertThat(made.of("gpt-4o-mini-tts").of(Rate.OUTPUT_TOKEN)).isEmpty();
        assertThat(made.of("omni-moderation-latest").isFree()).isTrue();
    }

    private static Map<String, Prices> one(String model, Prices prices) {
        return Map.of(model, prices);
    }

    @Test
    void a_configuration_brings_its_own() {
        Loading loading = new Loading(folder)
                .write("my.txt", "date 2026-11-01\nacme input_cost_per_token=0.5 output_cost_per_token=1\n")
                .write("litellm_settings: {price_table: " + folder.resolve("my.txt") + "}\n");
        PriceTable mine = loading.config().logging().prices();
        assertThat(mine.date()).isEqualTo("2026-11-01");
        assertThat(mine.of("acme").of(Rate.INPUT_TOKEN))
                .hasValueSatisfying(price -> assertThat(price).isEqualByComparingTo("0.5"));
        assertThat(mine.of("gpt-4o")).isEqualTo(Prices.UNKNOWN);
    }

    @Test
    void a_model_with_a_price_that_is_none_is_left_out() {
        String rate = "{\"input_cost_per_token\": 1, \"output_cost_per_token\": %s}";
        StringBuilder table = new StringBuilder("{");
        int number = 0;
        for (String wrong : List.of("\"free\"", "true", "-1", "\".inf\"")) {
            table.append("\"m")
                    .append(number++)
                    .append("\": ")
                    .append(rate.formatted(wrong))
                    .append(", ");
        }
        table.append("\"good\": ").append(rate.formatted("2")).append("}");
        Loading loading = new Loading(folder)
                .write("my.json", table.toString())
                .write("litellm_settings: {price_table: " + folder.resolve("my.json") + "}\n");
        assertThat(loading.errors()).isEmpty();
        PriceTable prices = loading.config().logging().prices();
        assertThat(prices.of("good").of(Rate.OUTPUT_TOKEN)).contains(new BigDecimal("2"));
        for (int i = 0; i < number; i++) {
            assertThat(prices.of("m" + i)).isEqualTo(Prices.UNKNOWN);
        }
    }

    @Test
    void a_table_that_is_none_is_an_error() {
        for (String wrong :
                List.of("m input_cost=1", "m input_cost_per_token=x", "m input_cost_per_token=-1", "m\nm")) {
            Loading loading = new Loading(folder)
                    .write("my.txt", wrong + "\n")
                    .write("litellm_settings: {price_table: " + folder.resolve("my.txt") + "}\n");
            assertThat(loading.errors()).singleElement().asString().contains("is no table of prices");
        }
    }
}
