package dev.sluice.core.router;

import static dev.sluice.core.router.Deployments.deployment;
import static dev.sluice.core.router.Deployments.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.routing.FailureClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Calls go where the answer can be expected soonest. */
class LatencyBasedTest {
    private static TestRouter router(double buffer) {
        return new TestRouter(Settings.latency(buffer), plain("fast"), plain("medium"), plain("slow"));
    }

    private static void answers(TestRouter router, String id, int millis) {
        router.report(id, Optional.empty(), null, Duration.ofMillis(millis));
    }

    private static TestRouter known(double buffer) {
        TestRouter router = router(buffer);
        answers(router, "fast", 100);
        answers(router, "medium", 200);
        answers(router, "slow", 400);
        return router;
    }

    @Test
    void each_is_tried_before_any_is_tried_again() {
        TestRouter router = router(0);
        assertThat(List.of(router.take("m"), router.take("m"), router.take("m")))
                .containsExactlyInAnyOrder("fast", "medium", "slow");
    }

    @Test
    void unseen_ones_are_drawn_evenly() {
        TestRouter router = router(0);
        Draws.of(() -> {
                    String id = router.take("m");
                    router.finished(id, 0);
                    return id;
                })
                .follow(Map.of("fast", 1.0, "medium", 1.0, "slow", 1.0));
    }

    @Test
    void the_fastest_is_chosen_while_it_is_idle() {
        TestRouter router = known(0);
        Draws.of(() -> {
                    String id = router.take("m");
                    router.finished(id, 0);
                    return id;
                })
                .areAll("fast");
    }

    @Test
    void calls_in_flight_make_each_as_much_slower() {
        TestRouter router = known(0);
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            taken.add(router.take("m"));
        }
        assertThat(taken).containsExactlyInAnyOrder("fast", "fast", "fast", "fast", "medium", "medium", "slow");
    }

    @Test
    void the_buffer_makes_those_nearby_as_good() {
        TestRouter router = known(1.0);
        Draws.of(() -> {
                    String id = router.take("m");
                    router.finished(id, 0);
                    return id;
                })
                .follow(Map.of("fast", 1.0, "medium", 1.0));
    }

    @Test
    void a_slow_answer_counts_at_once_and_is_forgiven_bit_by_bit() {
        TestRouter router = known(0);
        answers(router, "fast", 1000);
        assertThat(router.take("m")).isEqualTo("medium");
        router.finished("medium", 0);

        for (int i = 0; i < 18; i++) {
            router.advance(Duration.ofSeconds(10));
            answers(router, "medium", 200);
            answers(router, "slow", 400);
            answers(router, "fast", 100);
        }
        assertThat(router.take("m")).as("three minutes of fast answers later").isEqualTo("fast");
    }

    @Test
    void who_was_slow_is_tried_again_after_a_while() {
        TestRouter router = known(0);
        router.advance(Duration.ofMinutes(3));
        answers(router, "fast", 100);

        assertThat(router.take("m")).isNotEqualTo("fast");
    }

    @Test
    void to_fail_fast_is_no_merit() {
        TestRouter router = new TestRouter(Settings.latency(0), plain("good"), plain("bad"));
        answers(router, "good", 900);
        router.report("bad", Optional.of(FailureClass.INTERNAL_SERVER), null, Duration.ofMillis(1));

        assertThat(router.take("m")).isEqualTo("good");
    }

    @Test
    void a_first_call_under_way_counts_as_slow() {
        TestRouter router = new TestRouter(Settings.latency(0), plain("seen"), plain("unseen"));
        answers(router, "seen", 900);

        assertThat(router.take("m")).isEqualTo("unseen");
        assertThat(router.take("m")).isEqualTo("seen");
    }

    @Test
    void limits_of_the_minute_are_kept() {
        TestRouter router =
                new TestRouter(Settings.latency(0), deployment("a").rpm(2).build(), plain("b"));
        router.succeeds("a");
        router.report("b", Optional.empty(), null, Duration.ofSeconds(1));

        assertThat(List.of(router.call("m"), router.call("m"), router.call("m")))
                .containsExactly("a", "a", "b");
    }
}
