package dev.sluice.core.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class NapTest {
    private final Nap nap = new Nap();
    private Thread thread = Thread.currentThread();

    @AfterEach
    void end() throws InterruptedException {
        nap.hurry();
        thread.join();
    }

    private void rests(boolean worked, BooleanSupplier isEmpty) {
        thread = new Thread(() -> nap.rest(worked, isEmpty));
        thread.start();
    }

    private void awaitSleep() {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoeverSleepsIsWoken() throws InterruptedException {
        rests(false, () -> true);
        awaitSleep();
        nap.added(false);
        thread.join();
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void whoeverNapsWakesAlone() throws InterruptedException {
        rests(true, () -> true);
        thread.join();
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void whatCameJustBeforeIsNotSleptOver() throws InterruptedException {
        rests(false, () -> false);
        thread.join();
        assertThat(thread.isAlive()).isFalse();
    }
}
