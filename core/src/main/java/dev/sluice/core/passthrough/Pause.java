package dev.sluice.core.passthrough;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import java.time.Duration;

/** A wait that ends early where the client leaves. Lives on its call's event loop. */
final class Pause implements Runnable {
    private final Runnable then;
    private Cancellation.Registration timer = () -> {};
    private Cancellation.Registration leaving = () -> {};
    private boolean over;

    private Pause(Runnable then) {
        this.then = then;
    }

    /** Runs that after the wait, or when the call is cancelled; once. */
    static void before(Duration wait, EventLoop loop, Cancellation cancellation, Runnable then) {
        Pause pause = new Pause(then);
        pause.timer = loop.after(wait, pause);
        pause.leaving = cancellation.onCancel(() -> loop.run(pause));
    }

    @Override
    public void run() {
        if (!over) {
            over = true;
            timer.remove();
            leaving.remove();
            then.run();
        }
    }
}
