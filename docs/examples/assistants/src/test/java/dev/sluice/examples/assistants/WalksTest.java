package dev.sluice.examples.assistants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.api.AssistantEventHandler;
import dev.sluice.core.api.Gateway;
import dev.sluice.core.api.NotFoundException;
import dev.sluice.core.api.RunStream;
import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.event.DoneEvent;
import dev.sluice.core.assistants.event.RunEvent;
import dev.sluice.core.assistants.model.AssistantThread;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStatus;
import dev.sluice.core.assistants.model.StepDetails;
import dev.sluice.core.assistants.model.TextContent;
import dev.sluice.core.assistants.model.ToolCall;
import dev.sluice.core.assistants.request.CreateMessage;
import dev.sluice.core.assistants.request.CreateRun;
import dev.sluice.core.assistants.request.CreateThread;
import dev.sluice.core.assistants.request.CreateThreadAndRun;
import dev.sluice.core.assistants.request.ListMessagesQuery;
import dev.sluice.core.assistants.request.ListQuery;
import dev.sluice.testkit.fake.StreamGate;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The examples do what they say. */
class WalksTest {
    private static final int RUNS = 1000;

    private final Fake fake = new Fake();

    @AfterEach
    void end() {
        fake.close();
    }

    @Test
    void theTutorAnswers() {
        assertThat(MathTutor.ask(fake.assistants(), "Solve 3x + 11 = 14")).contains("Solve 3x + 11 = 14");
        assertThat(fake.assistants().listAssistants(ListQuery.ALL).data()).isEmpty();
    }

    @Test
    void theTutorAnswersWithoutWaiting() throws Exception {
        String answer = AsyncTutor.ask(fake.async(), fake.assistant(), "2 + 2")
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        assertThat(answer).contains("2 + 2");
    }

    /** Each of them is under way at the same time: the fake holds every stream after its first event. */
    @Test
    void aThousandRunsAtOnceNeedNoMoreThanTheEventLoops() throws Exception {
        CreateThreadAndRun request = CreateThreadAndRun.builder()
                .assistantId(fake.assistant())
                .thread(CreateThread.builder()
                        .messages(CreateMessage.user("all at once"))
                        .build())
                .build();
        StreamGate gate = fake.server.holdStreams();
        Set<String> before = clientThreads();
        CountDownLatch underWay = new CountDownLatch(RUNS);
        List<CompletableFuture<Run>> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            AssistantEventHandler handler = new AssistantEventHandler() {
                @Override
                public void onThreadCreated(AssistantThread thread) {
                    underWay.countDown();
                }
            };
            fake.async().threadAndRunStream(request).subscribe(handler);
            runs.add(handler.done());
        }
        assertThat(underWay.await(120, TimeUnit.SECONDS)).isTrue();
        Set<String> during = clientThreads();
        gate.release();
        CompletableFuture.allOf(runs.toArray(CompletableFuture[]::new)).get(120, TimeUnit.SECONDS);

        assertThat(runs).allSatisfy(run -> assertThat(run.join().status()).isEqualTo(RunStatus.COMPLETED));
        assertThat(during.stream().filter(name -> name.contains("eventloop")))
                .hasSizeLessThanOrEqualTo(Runtime.getRuntime().availableProcessors());
        during.removeAll(before);
        assertThat(during).allMatch(name -> name.contains("eventloop"));
    }

    /** Each has looked once, and waits for its next look. */
    @Test
    void aThousandPollsAtOnceNeedNoMoreThanTheEventLoops() {
        String run = "{\"id\":\"run_1\",\"thread_id\":\"thread_1\",\"status\":\"in_progress\"}";
        try (FaultyUpstream upstream =
                        FaultyUpstream.answering(Script.answer("200 OK", run, "openai-poll-after-ms: 3600000"));
                Gateway gateway = Gateway.builder()
                        .compatible("http://127.0.0.1:" + upstream.port(), "sk-polls")
                        .build()) {
            Set<String> before = clientThreads();
            List<CompletableFuture<Run>> polls = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                polls.add(gateway.assistantsAsync().poll("thread_1", "run_" + i));
            }
            for (int i = 0; i < RUNS; i++) {
                upstream.awaitRequest(Duration.ofSeconds(60));
            }
            Set<String> during = clientThreads();
            during.removeAll(before);
            assertThat(during).allMatch(name -> name.contains("eventloop"));
            assertThat(during).hasSizeLessThanOrEqualTo(Runtime.getRuntime().availableProcessors());
            assertThat(polls).noneMatch(CompletableFuture::isDone);
            polls.forEach(poll -> poll.cancel(false));
        }
    }

    /** All threads but those of servers, which have one for each connection. */
    private static Set<String> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("fake-openai") && !name.startsWith("faulty-upstream"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aStreamIsAnIterableOfEvents() {
        StringBuilder out = new StringBuilder();
        StreamedTutor.print(fake.assistants(), fake.thread("Hello"), fake.assistant(), out);
        assertThat(out.toString()).contains("Hello");

        List<AssistantStreamEvent> events = new ArrayList<>();
        try (RunStream stream = fake.assistants().runStream(fake.thread("Again"), CreateRun.of(fake.assistant()))) {
            stream.forEach(events::add);
            Message message = stream.progress().message().orElseThrow();
            assertThat(message.text()).contains("Again");
            assertThat(stream.progress().run().orElseThrow().status()).isEqualTo(RunStatus.COMPLETED);
        }
        assertThat(events.get(0)).isInstanceOf(RunEvent.Created.class);
        assertThat(events.get(events.size() - 1)).isEqualTo(DoneEvent.DONE);
    }

    @Test
    void aHandlerIsToldOfEveryPiece() {
        StringBuilder out = new StringBuilder();
        AssistantEventHandler handler = new AssistantEventHandler() {
            @Override
            public void onTextDone(TextContent text, Message message) {
                out.append(text.value());
            }
        };
        Run run = fake.assistants().runStream(fake.thread("Piece by piece"), CreateRun.of(fake.assistant()), handler);
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(handler.untilDone()).isEqualTo(run);
        StringBuilder pieces = new StringBuilder();
        Message message =
                StreamedTutor.handle(fake.assistants(), fake.thread("Piece by piece"), fake.assistant(), pieces);
        assertThat(pieces.toString()).isEqualTo(message.text()).isEqualTo(out.toString());
    }

    @Test
    void functionsAreCalledUntilTheRunEnds() {
        String assistant = fake.assistant(Fake.weather());
        Run run = WeatherAssistant.run(
                fake.assistants(), fake.thread("Weather in Oslo?"), assistant, arguments -> "{\"celsius\":-3}");
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(fake.assistants()
                        .listMessages(run.threadId(), ListMessagesQuery.ALL)
                        .data()
                        .get(0)
                        .text())
                .contains("-3");
    }

    @Test
    void aHandlerIsToldOfCallsAndStopsWhereTheyAreNeeded() {
        List<ToolCall> calls = new ArrayList<>();
        AssistantEventHandler handler = new AssistantEventHandler() {
            @Override
            public void onRequiresAction(Run run) {
                progress().step().ifPresent(step -> {
                    if (step.stepDetails() instanceof StepDetails.ToolCalls some) {
                        calls.addAll(some.toolCalls());
                    }
                });
            }
        };
        Run run = fake.assistants()
                .runStream(fake.thread("Weather in Oslo?"), CreateRun.of(fake.assistant(Fake.weather())), handler);
        assertThat(run.status()).isEqualTo(RunStatus.REQUIRES_ACTION);
        assertThat(calls)
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        ToolCall.Function.class,
                        call -> assertThat(call.function().name()).isEqualTo("get_weather"));
    }

    @Test
    void listsGoOnFromPageToPage() {
        String thread = fake.thread("message 0");
        for (int i = 1; i < 45; i++) {
            fake.assistants().addMessage(thread, CreateMessage.user("message " + i));
        }
        ListMessagesQuery ten = ListMessagesQuery.builder().limit(10).build();
        try (var all = fake.assistants().allMessages(thread, ten)) {
            assertThat(all.map(Message::text).toList())
                    .hasSize(45)
                    .startsWith("message 44")
                    .endsWith("message 0");
        }
    }

    @Test
    void failuresHaveTypes() {
        assertThatThrownBy(() -> fake.assistants().getThread("thread_nope"))
                .isInstanceOfSatisfying(NotFoundException.class, failure -> {
                    assertThat(failure.status()).isEqualTo(404);
                    assertThat(failure.error()).isPresent();
                });
        assertThatThrownBy(() -> fake.assistants().getThread("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingWaitsOnAnEventLoop() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        CompletionStage<AssistantThread> created = fake.async().createThread();
        created.whenComplete((thread, failure) -> {
            try {
                fake.assistants().createThread();
                thrown.complete(new AssertionError("It waited"));
            } catch (IllegalStateException refused) {
                thrown.complete(refused);
            }
        });
        assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
        fake.assistants().createThread();
        assertThat(fake.server.requests()).as("what was refused was not sent").hasSize(2);
    }
}
