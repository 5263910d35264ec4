package dev.sluice.examples.assistants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.api.AssistantEventHandler;
import dev.sluice.core.api.Assistants;
import dev.sluice.core.api.Gateway;
import dev.sluice.core.api.RunStream;
import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.model.AssistantThread;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.request.CreateAssistant;
import dev.sluice.core.assistants.request.CreateMessage;
import dev.sluice.core.assistants.request.CreateRun;
import dev.sluice.core.assistants.request.CreateThread;
import dev.sluice.core.assistants.request.CreateThreadAndRun;
import dev.sluice.core.assistants.request.IncludeQuery;
import dev.sluice.core.assistants.request.ListMessagesQuery;
import dev.sluice.core.assistants.request.ListQuery;
import dev.sluice.core.assistants.request.ListRunStepsQuery;
import dev.sluice.core.assistants.request.ModifyAssistant;
import dev.sluice.core.assistants.request.ModifyMessage;
import dev.sluice.core.assistants.request.ModifyRun;
import dev.sluice.core.assistants.request.ModifyThread;
import dev.sluice.core.assistants.request.SubmitToolOutputs;
import dev.sluice.testkit.fake.FakeOpenAi;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing that waits does so on an event loop: each door is tried there, and refuses before anything is sent. */
@Timeout(60)
class EventLoopsTest {
    /** What answers at once. */
    private static final Set<String> WAITS_FOR_NOTHING = Set.of("with", "async");

    private static final Map<Class<?>, Object> ARGUMENTS = Map.ofEntries(
            Map.entry(String.class, "id"),
            Map.entry(
                    CreateAssistant.class,
                    CreateAssistant.builder().model("gpt-4o").build()),
            Map.entry(ModifyAssistant.class, ModifyAssistant.builder().build()),
            Map.entry(CreateThread.class, CreateThread.builder().build()),
            Map.entry(ModifyThread.class, ModifyThread.metadata(Map.of())),
            Map.entry(CreateMessage.class, CreateMessage.user("Hello")),
            Map.entry(ModifyMessage.class, ModifyMessage.metadata(Map.of())),
            Map.entry(CreateRun.class, CreateRun.of("asst_1")),
            Map.entry(ModifyRun.class, ModifyRun.metadata(Map.of())),
            Map.entry(
                    CreateThreadAndRun.class,
                    CreateThreadAndRun.builder().assistantId("asst_1").build()),
            Map.entry(SubmitToolOutputs.class, SubmitToolOutputs.of()),
            Map.entry(ListQuery.class, ListQuery.ALL),
            Map.entry(ListMessagesQuery.class, ListMessagesQuery.ALL),
            Map.entry(ListRunStepsQuery.class, ListRunStepsQuery.ALL),
            Map.entry(IncludeQuery.class, IncludeQuery.NONE),
            Map.entry(AssistantEventHandler.class, new AssistantEventHandler() {}));

    private final FakeOpenAi server = FakeOpenAi.start(Fake.KEY);
    private final Gateway gateway =
            Gateway.builder().compatible(server.baseUrl(), Fake.KEY).build();
    private final Assistants assistants = gateway.assistants();

    @AfterEach
    void end() {
        gateway.close();
        server.close();
    }

    private String assistant() {
        return assistants
                .createAssistant(CreateAssistant.builder().model("gpt-4o").build())
                .id();
    }

    private String thread() {
        return assistants
                .createThread(CreateThread.builder()
                        .messages(CreateMessage.user("Hello"))
                        .build())
                .id();
    }

    /** What these throw, on an event loop. */
    private Map<String, Throwable> thrownOnLoop(Map<String, ThrowingCallable> doors) throws Exception {
        CompletableFuture<Map<String, Throwable>> thrown = new CompletableFuture<>();
        CompletionStage<AssistantThread> created = gateway.assistantsAsync().createThread();
        created.whenComplete((thread, failure) -> {
            Map<String, Throwable> all = new LinkedHashMap<>();
            doors.forEach((name, door) -> all.put(name, thrownBy(door)));
            thrown.complete(all);
        });
        return thrown.get(30, TimeUnit.SECONDS);
    }

    private static Throwable thrownBy(ThrowingCallable door) {
        try {
            door.call();
            return new AssertionError("It did not refuse");
        } catch (InvocationTargetException wrapped) {
            return Objects.requireNonNullElse(wrapped.getCause(), wrapped);
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    private static void assertRefused(Map<String, Throwable> thrown) {
        assertThat(thrown)
                .allSatisfy((door, refusal) -> assertThat(refusal)
                        .as(door)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("block an event loop"));
    }

    @Test
    void everyMethodRefuses() throws Exception {
        List<Method> methods = Stream.of(Assistants.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> !WAITS_FOR_NOTHING.contains(method.getName()))
                .toList();
        Map<String, ThrowingCallable> doors = new LinkedHashMap<>();
        for (Method method : methods) {
            Object[] arguments =
                    Stream.of(method.getParameterTypes()).map(ARGUMENTS::get).toArray();
            assertThat(arguments).as(method.toString()).doesNotContainNull();
            doors.put(method.toString(), () -> method.invoke(assistants, arguments));
        }
        assertRefused(thrownOnLoop(doors));
        assertThat(doors).hasSizeGreaterThan(35);
        assertThat(server.requests()).as("only the call that led to the loop").hasSize(1);
    }

    @Test
    void whatWasOpenedElsewhereRefusesToo() throws Exception {
        String assistant = assistant();
        String thread = thread();
        AssistantEventHandler handler = new AssistantEventHandler() {};
        assistants.runStream(thread, CreateRun.of(assistant), handler);
        try (RunStream stream = assistants.runStream(thread, CreateRun.of(assistant));
                Stream<Message> messages = assistants.allMessages(thread, ListMessagesQuery.ALL);
                Stream<Message> others = assistants.allMessages(thread, ListMessagesQuery.ALL)) {
            Iterator<AssistantStreamEvent> events = stream.iterator();
            Iterator<Message> list = others.iterator();
            assertRefused(thrownOnLoop(Map.of(
                    "hasNext", events::hasNext,
                    "next", events::next,
                    "forEach", () -> stream.forEach(event -> {}),
                    "spliterator", () -> stream.spliterator().tryAdvance(event -> {}),
                    "a list", messages::toList,
                    "a list's iterator", list::hasNext,
                    "untilDone", handler::untilDone,
                    "close", gateway::close)));
            assertThat(events.next()).as("elsewhere it goes on").isNotNull();
            assertThat(list.next().text()).isNotEmpty();
        }
    }

    /** A handler's own methods run there: it would wait for itself. */
    @Test
    void aHandlerCannotWaitForItself() throws Exception {
        String assistant = assistant();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        AssistantEventHandler handler = new AssistantEventHandler() {
            @Override
            public void onEnd() {
                thrown.complete(thrownBy(this::untilDone));
            }
        };
        assistants.runStream(thread(), CreateRun.of(assistant), handler);
        assertRefused(Map.of("untilDone", thrown.get(10, TimeUnit.SECONDS)));
        assertThat(handler.untilDone().id()).isNotEmpty();
        assertThatThrownBy(new AssistantEventHandler() {}::untilDone).isInstanceOf(IllegalStateException.class);
    }
}
