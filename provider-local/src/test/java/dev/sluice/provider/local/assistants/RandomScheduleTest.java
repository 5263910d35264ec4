package dev.sluice.provider.local.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Clients, models, clocks and crashes in every order that chance comes up with, against what section D of the contract
 * allows. {@code -Dsluice.schedules=10000} tries more of them.
 */
class RandomScheduleTest {
    private static final long USUAL = 100;

    @Test
    void noScheduleBreaksTheRules() {
        long schedules = Long.getLong("sluice.schedules", USUAL);
        long ended = LongStream.range(0, schedules)
                .map(seed -> new Schedule(seed).play())
                .sum();
        assertThat(ended).as("runs that were played to their end").isGreaterThan(schedules);
    }
}
