package dev.sluice.e2e.assistants;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Talks that begin at a steady rate as long as not too many are open, and go on until they are over. Thread-safe. */
final class Load implements AutoCloseable {
    private static final int THREADS = 12;
    private static final int MOST_OPEN = 200;
    private static final long NEXT_CALL_MILLIS = 60;

    /** Clients that hear nothing wait, or a gateway that starts would have no time to. */
    private static final long NEXT_TRY_MILLIS = 500;

    private final IntFunction<Talk> talks;
    private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(THREADS);
    private final AtomicInteger begun = new AtomicInteger();
    private final Semaphore over = new Semaphore(0);
    private final Set<Talk> open = ConcurrentHashMap.newKeySet();
    private final Queue<Talk> done = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
    private final Future<?> beginning;

    Load(int eachSecond, IntFunction<Talk> talks) {
        this.talks = talks;
        this.beginning = clients.scheduleAtFixedRate(this::begin, 0, 1_000_000 / eachSecond, TimeUnit.MICROSECONDS);
    }

    private void begin() {
        if (open.size() >= MOST_OPEN) {
            return;
        }
        Talk talk = talks.apply(begun.incrementAndGet());
        open.add(talk);
        clients.execute(() -> step(talk));
    }

    private void step(Talk talk) {
        boolean answered;
        try {
            answered = talk.step();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            return;
        } catch (RuntimeException | AssertionError unexpected) {
            wrong.add(unexpected);
            open.remove(talk);
            over.release();
            return;
        }
        if (talk.isOver()) {
            done.add(talk);
            open.remove(talk);
            over.release();
        } else {
            Future<?> unused = clients.schedule(
                    () -> step(talk), answered ? NEXT_CALL_MILLIS : NEXT_TRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Waits until so many more talks are over. */
    void awaitMore(int count, Duration atMost) throws InterruptedException {
        over.drainPermits();
        if (!over.tryAcquire(count, atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("Not " + count + " more talks in " + atMost + ": " + some(open) + " " + wrong);
        }
    }

    /** Begins no more, and waits until all are over. */
    Collection<Talk> finish(Duration atMost) throws InterruptedException {
        beginning.cancel(false);
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!open.isEmpty()) {
            if (!over.tryAcquire(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                throw new AssertionError("Not over in " + atMost + ": " + some(open) + " " + wrong);
            }
        }
        return done;
    }

    private static List<Talk> some(Collection<Talk> talks) {
        return talks.stream().limit(10).toList();
    }

    /** What was answered that should not have been. */
    Collection<Throwable> wrong() {
        return wrong;
    }

    @Override
    public void close() {
        clients.shutdownNow();
    }
}
