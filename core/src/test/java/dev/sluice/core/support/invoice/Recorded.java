package dev.sluice.core.support.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.log.Quantity;
import dev.sluice.core.log.Usage.Certainty;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What a gateway recorded of a call's usage.
 *
 * @param certainty how far it is to be trusted
 * @param figures what is said
 * @param cost what it cost
 */
public record Recorded(Certainty certainty, Map<Quantity, Long> figures, Optional<BigDecimal> cost) {
    public Recorded {
        figures = Map.copyOf(figures);
    }

    /**
     * Fails where it is wrong: it may say less than it could, but nothing that is not so.
     *
     * @param times how often the upstream has sent that invoice
     * @param whole whether the answer came to its end
     */
    public void check(Answer answer, int times, boolean whole, String ending) {
        Invoice invoice = answer.invoice();
        switch (certainty) {
            case EXACT -> {
                assertThat(times).as(ending).isEqualTo(1);
                assertThat(invoice.charges()).as(ending).isTrue();
                invoice.figures()
                        .forEach((quantity, figure) ->
                                assertThat(figures.get(quantity)).as(ending).isEqualTo(figure));
                figures.forEach((quantity, figure) -> assertThat(figure)
                        .as(ending)
                        .isEqualTo(invoice.figures().getOrDefault(quantity, 0L)));
                cost.ifPresent(sum -> assertThat(invoice.sum())
                        .as(ending)
                        .hasValueSatisfying(charged -> assertThat(sum).isEqualByComparingTo(charged)));
                assertThat(cost.isEmpty() && whole)
                        .as(ending)
                        .isEqualTo(whole && invoice.sum().isEmpty());
            }
            case AT_LEAST -> {
                BigDecimal calls = BigDecimal.valueOf(times);
                figures.forEach((quantity, figure) -> assertThat(figure)
                        .as(ending)
                        .isLessThanOrEqualTo(times * invoice.figures().getOrDefault(quantity, 0L)));
                cost.ifPresent(sum -> assertThat(sum)
                        .as(ending)
                        .isLessThanOrEqualTo(invoice.sum().orElseThrow().multiply(calls)));
            }
            case UNKNOWN ->
                assertThat(cost.map(BigDecimal::signum))
                        .as(ending)
                        .isEqualTo(answer.isFree() ? Optional.of(0) : Optional.empty());
            case NOTHING -> {
                assertThat(invoice.charges() && times > 0).as(ending).isFalse();
                assertThat(cost.map(BigDecimal::signum)).as(ending).isEqualTo(Optional.of(0));
            }
        }
    }
}
