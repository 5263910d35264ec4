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

/**
 * Talks that begin at a steady rate, whether or not anybody answers those that are open, and go on until they are over.
 * Thread-safe.
 */
final class Load implements AutoCloseable {
    private static final int THREADS = 48;
    private static final long NEXT_CALL_MILLIS = 200;

    /** As often as SDKs ask how a run is getting on, unless they are told otherwise. */
    private static final long NEXT_LOOK_MILLIS = 1000;

    /** Clients that hear nothing wait longer and longer, as SDKs do. */
    private static final long NEXT_TRY_MILLIS = 250;

    private static final long LONGEST_WAIT_MILLIS = 4000;

    private final IntFunction<Talk> talks;
    private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(THREADS);
    private final ScheduledExecutorService beginner = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger begun = new AtomicInteger();
    private final Semaphore over = new Semaphore(0);
    private final Set<Talk> open = ConcurrentHashMap.newKeySet();
    private final Queue<Lived> done = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
    private final Future<?> beginning;
    private final long start = System.nanoTime();

    /**
     * A talk that is over.
     *
     * @param begun when it began, by {@link System#nanoTime}
     * @param over when it was over
     */
    record Lived(Talk talk, long begun, long over) {}

    Load(int eachSecond, IntFunction<Talk> talks) {
        this.talks = talks;
        this.beginning = beginner.scheduleAtFixedRate(this::begin, 0, 1_000_000 / eachSecond, TimeUnit.MICROSECONDS);
    }

    private void begin() {
        Talk talk = talks.apply(begun.incrementAndGet());
        long now = System.nanoTime();
        open.add(talk);
        clients.execute(() -> step(talk, now, NEXT_TRY_MILLIS));
    }

    private void step(Talk talk, long since, long patience) {
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
            open.remove(talk);
            done.add(new Lived(talk, since, System.nanoTime()));
            over.release();
        } else {
            long next = answered ? NEXT_TRY_MILLIS : Math.min(2 * patience, LONGEST_WAIT_MILLIS);
            long pause = !answered ? patience : talk.isWatching() ? NEXT_LOOK_MILLIS : NEXT_CALL_MILLIS;
            Future<?> unused = clients.schedule(() -> step(talk, since, next), pause, TimeUnit.MILLISECONDS);
        }
    }

    /** Waits until so many more talks are over. */
    void awaitMore(int count, Duration atMost) throws InterruptedException {
        over.drainPermits();
        if (!over.tryAcquire(count, atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("Not " + count + " more talks in " + atMost + ": " + someOpen() + " " + wrong);
        }
    }

    /** Begins no more: how many talks were over in each second until now. */
    double stop() {
        beginning.cancel(false);
        double seconds = (System.nanoTime() - start) / 1e9;
        return done.size() / seconds;
    }

    /** Waits until fewer than so many are open. */
    void awaitFewer(int count, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (open.size() >= count) {
            if (!over.tryAcquire(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                throw new AssertionError(
                        open.size() + " not over in " + atMost + ", of them " + someOpen() + " " + wrong);
            }
        }
    }

    /** All that were, when all are over; after they were stopped. */
    Collection<Lived> finish(Duration atMost) throws InterruptedException {
        awaitFewer(1, atMost);
        return done;
    }

    private List<Talk> someOpen() {
        return open.stream().limit(10).toList();
    }

    /** What was answered that should not have been. */
    Collection<Throwable> wrong() {
        return wrong;
    }

    @Override
    public void close() {
        beginner.shutdownNow();
        clients.shutdownNow();
    }
}
