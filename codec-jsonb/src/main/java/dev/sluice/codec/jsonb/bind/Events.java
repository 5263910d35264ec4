package dev.sluice.codec.jsonb.bind;

import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.event.DoneEvent;
import dev.sluice.core.assistants.event.ErrorEvent;
import dev.sluice.core.assistants.event.MessageEvent;
import dev.sluice.core.assistants.event.RunEvent;
import dev.sluice.core.assistants.event.RunStepEvent;
import dev.sluice.core.assistants.event.ThreadEvent;
import dev.sluice.core.assistants.model.ApiError;
import dev.sluice.core.assistants.model.ErrorBody;
import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events of streams and their names. Thread-safe. */
public final class Events {
    /** What the last event carries, which is no JSON. */
    public static final String END = "[DONE]";

    private static final String DONE = "done";
    private static final String ERROR = "error";
    private static final Map<Class<?>, String> FAMILIES = Map.of(
            ThreadEvent.class, "thread.",
            RunEvent.class, "thread.run.",
            RunStepEvent.class, "thread.run.step.",
            MessageEvent.class, "thread.message.");

    private final Binder binder;
    private final Map<String, Case<?>> cases = new HashMap<>();
    private final Map<Class<?>, String> names = new HashMap<>();

    /** Events whose objects a binder reads and writes. */
    public Events(Binder binder) {
        this.binder = binder;
        FAMILIES.forEach((family, prefix) -> {
            for (Class<?> type : family.getPermittedSubclasses()) {
                String name = prefix + Names.snake(type.getSimpleName());
                cases.put(name, Case.of(type.asSubclass(AssistantStreamEvent.class)));
                names.put(type, name);
            }
        });
    }

    /** Whether this is the end of a stream, whose data is no JSON. */
    public static boolean isEnd(String data) {
        return data.startsWith(END);
    }

    /** The event of a name and its data. */
    public AssistantStreamEvent read(String name, JsonNode data) {
        if (name.isEmpty()) {
            return unwrap(data);
        }
        Case<?> known = cases.get(name);
        AssistantStreamEvent event = name.equals(ERROR) ? error(data) : known == null ? null : known.read(data, binder);
        return event == null ? new AssistantStreamEvent.Unknown(name, data) : event;
    }

    private AssistantStreamEvent unwrap(JsonNode wrapper) {
        String name = wrapper.get("event").flatMap(JsonNode::asText).orElse("");
        JsonNode data = wrapper.get("data").orElse(wrapper);
        if (name.isEmpty()) {
            return new AssistantStreamEvent.Unknown("", wrapper);
        }
        return name.equals(DONE) ? DoneEvent.DONE : read(name, data);
    }

    private @Nullable AssistantStreamEvent error(JsonNode data) {
        Optional<JsonNode> wrapped = data.get(ERROR);
        if (wrapped.isEmpty()) {
            ApiError bare = binder.read(data, ApiError.class);
            return bare == null ? null : new ErrorEvent(bare, false, Extra.NONE);
        }
        ErrorBody body = binder.read(data, ErrorBody.class);
        boolean isObject = wrapped.get() instanceof ObjectNode;
        return body == null || !isObject ? null : new ErrorEvent(body.error(), true, body.extra());
    }

    /** The name of an event. */
    public String name(AssistantStreamEvent event) {
        if (event instanceof AssistantStreamEvent.Unknown unknown) {
            return unknown.event();
        }
        if (event instanceof ErrorEvent) {
            return ERROR;
        }
        String name = names.get(event.getClass());
        return name == null ? DONE : name;
    }

    /** What an event carries: a value of the model, or a tree; nothing for the last one. */
    public Optional<Object> data(AssistantStreamEvent event) {
        if (event instanceof AssistantStreamEvent.Unknown unknown) {
            return Optional.of(unknown.data());
        }
        if (event instanceof ErrorEvent error) {
            return Optional.of(error.wrapped() ? new ErrorBody(error.error(), error.extra()) : error.error());
        }
        Case<?> known = cases.get(name(event));
        return known == null ? Optional.empty() : Optional.of(Reflection.invoke(known.accessor(), event));
    }

    /** An event whose one component is what it carries. */
    private record Case<E extends AssistantStreamEvent>(Constructor<E> constructor, Class<?> data, Method accessor) {
        static <E extends AssistantStreamEvent> Case<E> of(Class<E> type) {
            RecordComponent component = type.getRecordComponents()[0];
            return new Case<>(Reflection.constructor(type), component.getType(), component.getAccessor());
        }

        @Nullable
        E read(JsonNode node, Binder binder) {
            Object value = binder.read(node, data);
            return value == null ? null : Reflection.make(constructor, value);
        }
    }
}
