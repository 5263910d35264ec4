package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.store.Claim;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.LoggedEvent;
import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.spi.AssistantServices;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.core.trace.TraceContext;
import dev.sluice.provider.local.assistants.api.MadeRun;
import dev.sluice.provider.local.assistants.api.RunWorks;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.IdSource;
import dev.sluice.provider.local.assistants.files.FileKeeper;
import dev.sluice.provider.local.assistants.stream.EventSource;
import dev.sluice.provider.local.assistants.stream.RunStream;
import dev.sluice.provider.local.assistants.vectors.Indexer;
import dev.sluice.provider.local.assistants.vectors.StoreSearch;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes runs from the queue and has them worked on. Looks for work when it is told that there is some, and every second
 * besides: for what other nodes left behind, and for what has expired.
 */
public final class RunEngine implements RunWorks, AutoCloseable {
    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final int GLANCES_PER_BEAT = 5;
    private static final int CLAIMS = 64;
    private static final int MOST_WORKERS = 10_000;

    private final RunTools tools;
    private final Indexer indexer;
    private final FileKeeper keeper;
    private final Supplier<EventLoop> loops;
    private final EventLoop own;
    private final Map<String, RunWorker> workers = new ConcurrentHashMap<>();
    private Cancellation.Registration timer = () -> {};
    private int glances;
    private boolean looking;
    private boolean lookAgain;
    private volatile boolean closed;

    /** An engine that looks for work from now on. */
    public RunEngine(
            AssistantServices services,
            Archive archive,
            JsonCodec json,
            IdSource ids,
            Clock clock,
            StoreSearch search,
            Indexer indexer,
            FileKeeper keeper,
            RunLog log) {
        this.tools = new RunTools(
                services.stores(), archive, json, services.models(), ids, clock, new EventHub(), search, keeper, log);
        this.indexer = indexer;
        this.keeper = keeper;
        this.loops = services.loops();
        this.own = loops.get();
        own.run(this::glance);
    }

    private void glance() {
        if (closed) {
            return;
        }
        timer = own.after(GLANCE, this::glance);
        glances++;
        if (glances % GLANCES_PER_BEAT == 0) {
            workers.values().forEach(RunWorker::keepAlive);
            indexer.keepAlive();
        }
        look();
    }

    @Override
    public void wake() {
        own.run(this::look);
    }

    @Override
    public boolean hasRoom() {
        return !closed && workers.size() < MOST_WORKERS;
    }

    /** Worked on where the call is that made it, if it lives on a loop: what the run tells is sent there. */
    @Override
    public void made(MadeRun made, CallContext call) {
        tools.log().began(made.run().id(), call.trace());
        if (made.leavesWork()) {
            wake();
        }
        if (made.isTaken()) {
            work(made, loopOf(call));
        }
    }

    private void work(MadeRun made, EventLoop loop) {
        Holding held = Holding.of(made);
        if (closed) {
            tools.giveBack(held.claim());
            return;
        }
        tools.hub().made(made.run().id(), made.told().size());
        RunWorker worker = new RunWorker(tools, held.claim(), loop, this::finished);
        workers.put(worker.runId(), worker);
        worker.start(held);
    }

    private EventLoop loopOf(CallContext call) {
        return call.loop() == EventLoop.NONE ? loops.get() : call.loop();
    }

    @Override
    public void begun(String runId, TraceContext call) {
        tools.log().began(runId, call);
        wake();
    }

    private void look() {
        if (closed || looking) {
            lookAgain = looking;
            return;
        }
        int room = Math.min(CLAIMS, MOST_WORKERS - workers.size());
        if (room <= 0) {
            return;
        }
        looking = true;
        Instant now = tools.clock().instant();
        tools.stores()
                .queue()
                .claim(now, now.plus(LEASE), room)
                .whenCompleteAsync((claims, failure) -> claimed(claims, room), own::run);
    }

    private void claimed(@Nullable List<Claim> claims, int room) {
        looking = false;
        if (claims != null && closed) {
            claims.forEach(tools::giveBack);
        } else if (claims != null) {
            claims.forEach(this::work);
            lookAgain |= claims.size() == room;
        }
        if (lookAgain) {
            lookAgain = false;
            look();
        }
    }

    private void work(Claim claim) {
        if (Indexer.isFor(claim.runId())) {
            indexer.work(claim);
            return;
        }
        if (FileKeeper.isFor(claim.runId())) {
            keeper.work(claim);
            return;
        }
        RunWorker worker = new RunWorker(tools, claim, loops.get(), this::finished);
        RunWorker before = workers.put(claim.runId(), worker);
        if (before != null) {
            before.abandon();
        }
        worker.start();
    }

    private void finished(RunWorker worker) {
        tools.hub().forget(worker.runId());
        workers.remove(worker.runId(), worker);
    }

    @Override
    public Flow.Publisher<ByteBuffer> follow(MadeRun made, CallContext call) {
        Events events = new Events(made.run().id());
        return new RunStream(events, loopOf(call), RunStream.Kind.FROM_THE_BEGINNING, made.told());
    }

    @Override
    public Flow.Publisher<ByteBuffer> follow(String runId, long after) {
        return new RunStream(new Events(runId), loops.get(), new RunStream.Kind(after, false, false));
    }

    @Override
    public Flow.Publisher<ByteBuffer> replay(String runId, long after, boolean toTheEnd) {
        return new RunStream(new Events(runId), loops.get(), new RunStream.Kind(after, true, toTheEnd));
    }

    private final class Events implements EventSource {
        private final String runId;

        Events(String runId) {
            this.runId = runId;
        }

        @Override
        public CompletionStage<List<LoggedEvent>> read(long after, int most) {
            return tools.stores().events().read(runId, after, most);
        }

        @Override
        public Cancellation.Registration listen(Consumer<List<LoggedEvent>> listener) {
            return tools.hub().listen(runId, listener);
        }

        @Override
        public boolean isLast(long number) {
            return tools.hub().isLast(runId, number);
        }

        @Override
        public boolean isNear() {
            return workers.containsKey(runId);
        }

        @Override
        public CompletionStage<Boolean> exists() {
            Key key = new Key(Kind.RUN, runId);
            return tools.archive().find(Set.of(key)).thenApply(found -> found.containsKey(key));
        }
    }

    /** Looks for no more work, and gives back what is being worked on: the next engine takes it up at once. */
    @Override
    public void close() {
        closed = true;
        own.run(() -> timer.remove());
        workers.values().forEach(RunWorker::giveBack);
        indexer.close();
    }
}
