package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrendTest {
    @Test
    void onlyTheSecondHalfCounts() {
        Trend trend = new Trend("heap");
        for (int second = 0; second < 100; second++) {
            trend.add(second, second < 50 ? 10 * second : 500);
        }
        assertThat(trend.growth()).isEqualTo(0, within(1e-9));
    }

    @Test
    void whatLeaksGrowsHoweverMuchItWavers() {
        Trend trend = new Trend("descriptors");
        int[] wave = {30, -30, -30, 30};
        for (int second = 0; second < 104; second++) {
            trend.add(second, second + wave[second % wave.length]);
        }
        assertThat(trend.growth()).isEqualTo(51, within(1e-9));
    }
}
