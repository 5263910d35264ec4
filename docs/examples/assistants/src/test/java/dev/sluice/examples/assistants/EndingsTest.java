package dev.sluice.examples.assistants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.api.ApiConnectionException;
import dev.sluice.core.api.ApiException;
import dev.sluice.core.api.ApiTimeoutException;
import dev.sluice.core.api.AssistantEventHandler;
import dev.sluice.core.api.Assistants;
import dev.sluice.core.api.Gateway;
import dev.sluice.core.api.InternalServerException;
import dev.sluice.core.api.RequestOptions;
import dev.sluice.core.api.RunStream;
import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.event.RunEvent;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.request.CreateRun;
import dev.sluice.core.assistants.request.ListMessagesQuery;
import dev.sluice.testkit.fault.FaultConnection;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.Gate;
import dev.sluice.testkit.fault.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How calls are ended from either side: whoever leaves closes the upstream's connection, and a lost one is a failure. */
@Timeout(60)
class EndingsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final CreateRun REQUEST = CreateRun.of("asst_1");
    private static final String QUEUED = event("thread.run.created", run("queued"));
    private static final String COMPLETED = event("thread.run.completed", run("completed"));
    private static final String DONE = "event: done\ndata: [DONE]\n\n";

    private static String run(String status) {
        return "{\"id\":\"run_1\",\"object\":\"thread.run\",\"thread_id\":\"thread_1\",\"status\":\"" + status + "\"}";
    }

    private static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }

    private static Script streaming(String... frames) {
        Script script = Script.afterBody().streamHead();
        for (String frame : frames) {
            script = script.chunk(frame);
        }
        return script;
    }

    private static Gateway gateway(FaultyUpstream upstream) {
        return Gateway.builder()
                .compatible("http://127.0.0.1:" + upstream.port(), "sk-endings")
                .build();
    }

    private static void assertLeft(FaultyUpstream upstream) {
        FaultConnection connection = upstream.awaitRequest(SOON).connection();
        assertThat(connection.closedByPeer()).succeedsWithin(SOON);
    }

    @Test
    void aClosedStream() {
        try (FaultyUpstream upstream =
                        FaultyUpstream.answering(streaming(QUEUED).stall());
                Gateway gateway = gateway(upstream)) {
            RunStream stream = gateway.assistants().runStream("thread_1", REQUEST);
            Iterator<AssistantStreamEvent> events = stream.iterator();
            assertThat(events.next()).isInstanceOf(RunEvent.Created.class);
            stream.close();
            assertLeft(upstream);
            assertThatThrownBy(events::hasNext).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void aCancelledHandler() {
        try (FaultyUpstream upstream =
                        FaultyUpstream.answering(streaming(QUEUED).stall());
                Gateway gateway = gateway(upstream)) {
            AssistantEventHandler handler = new AssistantEventHandler() {
                @Override
                public void onRunChanged(Run run) {
                    cancel();
                }
            };
            CompletableFuture<Run> run = gateway.assistantsAsync().runStream("thread_1", REQUEST, handler);
            assertLeft(upstream);
            assertThat(run).failsWithin(SOON);
            assertThat(run).isCancelled();
        }
    }

    @Test
    void aHandlerThatThrows() {
        try (FaultyUpstream upstream =
                        FaultyUpstream.answering(streaming(QUEUED).stall());
                Gateway gateway = gateway(upstream)) {
            AssistantEventHandler handler = new AssistantEventHandler() {
                @Override
                public void onRunChanged(Run run) {
                    throw new IllegalArgumentException("its own");
                }
            };
            assertThatThrownBy(() -> gateway.assistants().runStream("thread_1", REQUEST, handler))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("its own");
            assertLeft(upstream);
        }
    }

    @Test
    void aHandlerThatThrowsWhenTold() {
        try (FaultyUpstream upstream =
                        FaultyUpstream.answering(streaming(QUEUED).stall());
                Gateway gateway = gateway(upstream)) {
            AssistantEventHandler handler = new AssistantEventHandler() {
                @Override
                public void onRunChanged(Run run) {
                    throw new AssertionError("its own");
                }

                @Override
                public void onException(RuntimeException failure) {
                    throw new IllegalArgumentException("and once more");
                }
            };
            assertThatThrownBy(() -> gateway.assistants().runStream("thread_1", REQUEST, handler))
                    .isExactlyInstanceOf(ApiException.class);
            assertLeft(upstream);
        }
    }

    @Test
    void aCancelledPoll() {
        Gate asked = new Gate();
        try (FaultyUpstream upstream = FaultyUpstream.answering(
                        Script.afterBody().signal(asked).stall());
                Gateway gateway = gateway(upstream)) {
            CompletableFuture<Run> poll = gateway.assistantsAsync().poll("thread_1", "run_1");
            asked.await(SOON);
            poll.cancel(false);
            assertLeft(upstream);
        }
    }

    @Test
    void aPollThatIsCancelledBetweenTwoLooks() throws Exception {
        try (FaultyUpstream upstream = FaultyUpstream.answering(
                        Script.answer("200 OK", run("in_progress"), "openai-poll-after-ms: 1"));
                Gateway gateway = gateway(upstream)) {
            CompletableFuture<Run> poll = gateway.assistantsAsync()
                    .with(RequestOptions.DEFAULT.withPollInterval(Duration.ofHours(1)))
                    .poll("thread_1", "run_1");
            upstream.awaitRequest(SOON);
            upstream.awaitRequest(SOON);
            poll.cancel(false);
            int looks = upstream.requests().size();
            int others = 50;
            for (int i = 0; i < others; i++) {
                gateway.assistantsAsync().getRun("thread_1", "run_1").get(10, TimeUnit.SECONDS);
            }
            assertThat(upstream.requests())
                    .as("of the poll, only the look that was under way")
                    .hasSizeLessThanOrEqualTo(looks + others + 1);
        }
    }

    /** Everything that waits: for an answer, for the next look, for the next event, for the end. */
    static Stream<Arguments> waits() {
        return Stream.of(
                wait("an answer", assistants -> assistants.getRun("thread_1", "run_1")),
                wait("an end", assistants -> assistants.createRunAndPoll("thread_1", REQUEST)),
                wait("a look", assistants -> assistants.poll("thread_1", "run_1")),
                wait("an event", assistants -> {
                    try (RunStream events = assistants.runStream("thread_1", REQUEST)) {
                        events.forEach(event -> {});
                    }
                }),
                wait(
                        "a handler",
                        assistants -> assistants.runStream("thread_1", REQUEST, new AssistantEventHandler() {})),
                wait("a handler elsewhere", assistants -> {
                    AssistantEventHandler handler = new AssistantEventHandler() {};
                    assistants.async().runStream("thread_1", REQUEST).subscribe(handler);
                    handler.untilDone();
                }),
                wait(
                        "a list",
                        assistants -> assistants
                                .allMessages("thread_1", ListMessagesQuery.ALL)
                                .forEach(message -> {})));
    }

    private static Arguments wait(String name, Consumer<Assistants> wait) {
        return Arguments.of(name, wait);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waits")
    void anInterruptedThread(String name, Consumer<Assistants> wait) throws Exception {
        Gate asked = new Gate();
        try (FaultyUpstream upstream = FaultyUpstream.answering(
                        Script.afterBody().signal(asked).stall());
                Gateway gateway = gateway(upstream)) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread waiting = new Thread(() -> {
                try {
                    wait.accept(gateway.assistants());
                    thrown.complete(new AssertionError("It came to its end"));
                } catch (CancellationException interrupted) {
                    thrown.complete(Thread.currentThread().isInterrupted() ? interrupted : null);
                }
            });
            waiting.start();
            asked.await(SOON);
            waiting.interrupt();
            assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
            assertLeft(upstream);
        }
    }

    static Stream<Script> lostStreams() {
        return Stream.of(
                streaming(QUEUED).close(),
                streaming(QUEUED).reset(),
                streaming(QUEUED).cutMidChunk(COMPLETED),
                streaming(QUEUED, COMPLETED.substring(0, 40)).lastChunk(),
                streaming(QUEUED).lastChunk(),
                streaming(QUEUED, DONE).lastChunk());
    }

    @ParameterizedTest
    @MethodSource("lostStreams")
    void aLostStreamIsAFailure(Script script) {
        try (FaultyUpstream upstream = FaultyUpstream.answering(script);
                Gateway gateway = gateway(upstream);
                RunStream stream = gateway.assistants().runStream("thread_1", REQUEST)) {
            assertThatThrownBy(() -> stream.forEach(event -> {})).isInstanceOf(ApiConnectionException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("lostStreams")
    void aHandlerIsToldOfALostStream(Script script) {
        List<String> told = new CopyOnWriteArrayList<>();
        AssistantEventHandler handler = new AssistantEventHandler() {
            @Override
            public void onException(RuntimeException failure) {
                told.add(failure.getClass().getSimpleName());
            }

            @Override
            public void onEnd() {
                told.add("end");
            }
        };
        try (FaultyUpstream upstream = FaultyUpstream.answering(script);
                Gateway gateway = gateway(upstream)) {
            assertThatThrownBy(() -> gateway.assistants().runStream("thread_1", REQUEST, handler))
                    .isInstanceOf(ApiConnectionException.class);
            assertThatThrownBy(handler::untilDone).isInstanceOf(ApiConnectionException.class);
            assertThat(told).containsExactly("ApiConnectionException", "end");
        }
    }

    private static final String CUT = run("completed").substring(0, 30);

    /** An answer that says how soon it may be asked for again, and does not come to its end. */
    private static Script half() {
        return Script.afterBody()
                .head("200 OK", "Content-Type: application/json", "Content-Length: 500", "retry-after-ms: 1")
                .raw(CUT);
    }

    static Stream<Script> lostAnswers() {
        return Stream.of(Script.afterBody().close(), Script.afterBody().reset(), half().close(), half().reset());
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void aLostAnswerIsAskedForAgain(Script lost) {
        try (FaultyUpstream upstream = FaultyUpstream.answering(lost, Script.answer("200 OK", run("completed")));
                Gateway gateway = gateway(upstream)) {
            assertThat(gateway.assistants().getRun("thread_1", "run_1").id()).isEqualTo("run_1");
            assertThat(upstream.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void whatMayHaveBeenDoneIsNotDoneAgain(Script lost) {
        try (FaultyUpstream upstream = FaultyUpstream.answering(lost, Script.answer("200 OK", run("queued")));
                Gateway gateway = gateway(upstream)) {
            assertThatThrownBy(() -> gateway.assistants().createRun("thread_1", REQUEST))
                    .isInstanceOf(ApiConnectionException.class);
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    static Stream<Script> silences() {
        return Stream.of(Script.afterBody().stall(), half().stall());
    }

    @ParameterizedTest
    @MethodSource("silences")
    void aLateAnswerIsAskedForAgainAndNotWaitedFor(Script late) {
        RequestOptions impatient = RequestOptions.DEFAULT.withTimeout(Duration.ofMillis(300));
        try (FaultyUpstream upstream = FaultyUpstream.answering(late, Script.answer("200 OK", run("completed")));
                Gateway gateway = gateway(upstream)) {
            Assistants assistants = gateway.assistants().with(impatient);
            assertThat(assistants.getRun("thread_1", "run_1").id()).isEqualTo("run_1");
            assertThat(upstream.requests()).hasSize(2);
            assertLeft(upstream);
        }
    }

    @Test
    void aLatePostIsAFailure() {
        RequestOptions impatient = RequestOptions.DEFAULT.withTimeout(Duration.ofMillis(300));
        try (FaultyUpstream upstream =
                        FaultyUpstream.answering(Script.afterBody().stall());
                Gateway gateway = gateway(upstream)) {
            assertThatThrownBy(() -> gateway.assistants().with(impatient).createRun("thread_1", REQUEST))
                    .isInstanceOf(ApiTimeoutException.class);
            assertThat(upstream.requests()).hasSize(1);
            assertLeft(upstream);
        }
    }

    @Test
    void anErrorEventIsAFailure() {
        String error = event("error", "{\"error\":{\"message\":\"Sorry about that!\",\"type\":\"server_error\"}}");
        try (FaultyUpstream upstream =
                        FaultyUpstream.answering(streaming(QUEUED, error).lastChunk());
                Gateway gateway = gateway(upstream);
                RunStream stream = gateway.assistants().runStream("thread_1", REQUEST)) {
            assertThatThrownBy(() -> stream.forEach(event -> {}))
                    .isInstanceOf(InternalServerException.class)
                    .hasMessageContaining("Sorry about that!");
        }
    }

    @Test
    void anEventThatIsNotJsonIsAFailureAndEndsTheCall() {
        try (FaultyUpstream upstream =
                        FaultyUpstream.answering(streaming(QUEUED, event("thread.run.queued", "nonsense"))
                                .stall());
                Gateway gateway = gateway(upstream);
                RunStream stream = gateway.assistants().runStream("thread_1", REQUEST)) {
            assertThatThrownBy(() -> stream.forEach(event -> {})).isInstanceOf(ApiConnectionException.class);
            assertLeft(upstream);
        }
    }

    @Test
    void aStreamWithoutItsLastFrameHasEndedWhereItsRunHas() {
        try (FaultyUpstream upstream =
                        FaultyUpstream.answering(streaming(QUEUED, COMPLETED).lastChunk());
                Gateway gateway = gateway(upstream);
                RunStream stream = gateway.assistants().runStream("thread_1", REQUEST)) {
            List<AssistantStreamEvent> events = new ArrayList<>();
            stream.forEach(events::add);
            assertThat(events).hasSize(2);
        }
    }
}
