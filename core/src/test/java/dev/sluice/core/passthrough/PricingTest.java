package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.Timeouts;
import dev.sluice.core.log.AnswerFacts;
import dev.sluice.core.log.Quantity;
import dev.sluice.core.log.Usage;
import dev.sluice.core.price.PriceTable;
import dev.sluice.core.price.Prices;
import dev.sluice.core.price.Rate;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.FailurePolicy;
import dev.sluice.core.routing.ModelInfo;
import dev.sluice.core.routing.Share;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricingTest {
    private static final Pricing PRICING = new Pricing(PriceTable.builtIn());

    private static Optional<String> cost(String model, Usage usage) {
        return Pricing.cost(PriceTable.builtIn().of(model), usage, AnswerFacts.NONE, false)
                .map(BigDecimal::toPlainString);
    }

    private static Usage.Builder tokens(long input, long output) {
        return Usage.exactly().set(Quantity.INPUT_TOKENS, input).set(Quantity.OUTPUT_TOKENS, output);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, 1, 0, 0, 0.0000025",
        "gpt-4o, 1000000, 1000000, 0, 12.5",
        "gpt-4o, 1000000, 0, 1000000, 1.25",
        "gpt-4o, 3, 7, 1, 0.00007625",
        "gpt-4.1-nano, 999999999, 1, 0, 100.0000003",
        "azure/gpt-4o, 0, 0, 0, 0",
    })
    void costsAreExact(String model, long input, long output, long cached, String expected) {
        Usage usage =
                tokens(input, output).set(Quantity.CACHED_INPUT_TOKENS, cached).build();
        assertThat(cost(model, usage)).contains(expected);
    }

    @Test
    void whatIsUnknownHasNoCostAndNeverNone() {
        assertThat(cost("nobody-knows", tokens(1, 1).build())).isEmpty();
        assertThat(cost("gpt-4o", Usage.UNKNOWN)).isEmpty();
        assertThat(cost("gpt-4o", Usage.exactly().set(Quantity.INPUT_TOKENS, 1).build()))
                .as("how much was written?")
                .isEmpty();
        assertThat(cost(
                        "gpt-4o",
                        tokens(1, 1).set(Quantity.CACHED_INPUT_TOKENS, 2).build()))
                .as("more than all")
                .isEmpty();
        assertThat(cost("gpt-4o-audio-preview", tokens(5, 5).build()))
                .as("how much was sound?")
                .isEmpty();
        assertThat(cost("gpt-4o-mini-tts", tokens(5, 5).build())).isEmpty();
        assertThat(cost("gpt-4o-search-preview", tokens(5, 5).build())).isEmpty();
    }

    @Test
    void tiersAndToolsHavePricesOfTheirOwn() {
        Prices prices = PriceTable.builtIn().of("gpt-4o");
        Usage usage = tokens(1, 1).build();
        AnswerFacts flex = new AnswerFacts(
                Optional.empty(), Optional.empty(), List.of(), Optional.of("flex"), Optional.empty(), 0);
        assertThat(Pricing.cost(prices, usage, flex, false)).isEmpty();
        assertThat(Pricing.cost(prices, usage, AnswerFacts.NONE, true)).isEmpty();
    }

    @Test
    void whatUsesNothingOrIsFreeCostsNothing() {
        assertThat(cost("nobody-knows", Usage.NOTHING)).contains("0");
        assertThat(cost("omni-moderation-latest", Usage.UNKNOWN)).contains("0");
    }

    @Test
    void soundIsPaidByTheSecondOrByTheToken() {
        assertThat(cost(
                        "whisper-1",
                        Usage.exactly().set(Quantity.AUDIO_MICROS, 8_470_000).build()))
                .contains("0.000847");
        assertThat(cost(
                        "gpt-4o-transcribe",
                        tokens(14, 101)
                                .set(Quantity.AUDIO_INPUT_TOKENS, 10)
                                .set(Quantity.TEXT_INPUT_TOKENS, 4)
                                .build()))
                .contains("0.00108");
    }

    @Test
    void theLeastThatAUsageCostIsNeverTooMuch() {
        assertThat(cost("gpt-4o", tokens(1_000_000, 0).build().atLeast())).contains("1.25");
    }

    @Test
    void aDeploymentSaysItsPricesBeforeTheTableDoes() {
        Prices mine = PRICING.of(
                deployment("openai", "gpt-4o", Optional.empty(), Map.of(Rate.INPUT_TOKEN, BigDecimal.ONE)),
                Optional.empty());
        assertThat(mine.of(Rate.INPUT_TOKEN)).contains(BigDecimal.ONE);
        assertThat(mine.of(Rate.OUTPUT_TOKEN)).contains(new BigDecimal("0.00001"));
    }

    @Test
    void modelsAreFoundByBaseModelByTheUpstreamsNameOrByTheClients() {
        Prices gpt = PriceTable.builtIn().of("gpt-4o");
        assertThat(PRICING.of(deployment("openai", "gpt-4o", Optional.empty(), Map.of()), Optional.of("x")))
                .isEqualTo(gpt);
        assertThat(PRICING.of(deployment("openai", "", Optional.empty(), Map.of()), Optional.of("gpt-4o")))
                .isEqualTo(gpt);
        assertThat(PRICING.of(deployment("azure", "my-own-name", Optional.empty(), Map.of()), Optional.of("gpt-4o")))
                .isEqualTo(Prices.UNKNOWN);
        assertThat(PRICING.of(
                        deployment("azure", "my-own-name", Optional.of("azure/gpt-4o"), Map.of()), Optional.empty()))
                .isEqualTo(PriceTable.builtIn().of("azure/gpt-4o"))
                .isNotEqualTo(Prices.UNKNOWN);
    }

    private static Deployment deployment(
            String provider, String model, Optional<String> base, Map<Rate, BigDecimal> rates) {
        return new Deployment(
                "d",
                "g",
                provider,
                model,
                Account.NONE,
                Share.EQUAL,
                Timeouts.DEFAULT,
                Optional.empty(),
                FailurePolicy.DEFAULT,
                new ModelInfo(Optional.empty(), base, new Prices(rates)),
                Map.of());
    }
}
