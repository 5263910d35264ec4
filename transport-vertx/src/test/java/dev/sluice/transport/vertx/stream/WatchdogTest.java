package dev.sluice.transport.vertx.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class WatchdogTest {
    private static final Duration SOON = Duration.ofMillis(1);

    private final Vertx vertx = Vertx.vertx();
    private final List<Watchdog> pack = new ArrayList<>();
    private final Set<Integer> barked = new HashSet<>();
    private final Set<Integer> stopped = new HashSet<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void start(int number) {
        pack.add(new Watchdog(vertx, () -> bark(number)));
        pack.get(number).await(SOON);
    }

    /** Those below 60 disturb the round: they stop two others each, and a third of them sets a new one to watch. */
    private void bark(int number) {
        assertThat(stopped).doesNotContain(number);
        assertThat(barked.add(number)).isTrue();
        if (number < 60) {
            stop((number * 7 + 1) % 60);
            stop((number + 30) % 60);
            if (number % 3 == 0) {
                start(pack.size());
            }
        }
        pack.get(number).stop();
        if (barked.size() + stopped.size() == pack.size()) {
            over.complete(null);
        }
    }

    private void stop(int number) {
        if (!barked.contains(number) && stopped.add(number)) {
            pack.get(number).stop();
        }
    }

    @Test
    void eachBarksOnceOrIsStoppedWhoeverComesAndGoes() throws Exception {
        vertx.runOnContext(now -> IntStream.range(0, 60).forEach(this::start));
        over.get();
        assertThat(barked).hasSizeGreaterThan(10);
        assertThat(stopped).hasSizeGreaterThan(10);
    }

    @Test
    void whoWasStoppedMayWaitAgain() throws Exception {
        vertx.runOnContext(now -> {
            Watchdog dog = new Watchdog(vertx, () -> over.complete(null));
            dog.await(SOON);
            dog.stop();
            dog.stop();
            dog.await(SOON);
        });
        over.get();
    }
}
