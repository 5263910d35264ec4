package dev.sluice.codec.jsonb;

import dev.sluice.codec.jsonb.bind.Binder;
import dev.sluice.codec.jsonb.bind.Events;
import dev.sluice.codec.jsonb.strict.Requests;
import dev.sluice.codec.jsonb.tree.Documents;
import dev.sluice.codec.jsonb.tree.MalformedJsonException;
import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.event.DoneEvent;
import dev.sluice.core.assistants.event.EventFrame;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.spi.AssistantsCodec;
import org.jspecify.annotations.Nullable;

/** {@link AssistantsCodec} over the same documents and the same binder as its {@link JsonbCodec}. */
final class JsonbAssistantsCodec implements AssistantsCodec {
    private static final JsonNode NO_MEMBERS = JsonNode.object().build();

    private final Documents documents;
    private final Binder binder;
    private final Texts texts;
    private final Events events;

    JsonbAssistantsCodec(Documents documents, Binder binder, Texts texts) {
        this.documents = documents;
        this.texts = texts;
        this.binder = binder;
        this.events = new Events(binder);
    }

    @Override
    public <T> T readRequest(byte[] body, Class<T> type) {
        JsonNode tree = body.length == 0 ? NO_MEMBERS : parse(body);
        Requests.checkBody(tree, type);
        return checked(binder.read(tree, type));
    }

    private JsonNode parse(byte[] body) {
        try {
            return documents.parse(body);
        } catch (MalformedJsonException failure) {
            throw failure.isWellFormed()
                    ? GatewayException.invalidRequest(
                            "We could not parse the JSON body of your request: " + failure.getMessage(), null, null)
                    : Requests.notJson();
        }
    }

    @Override
    public <T> T readQuery(String query, Class<T> type) {
        JsonNode tree = QueryStrings.parse(query);
        Requests.checkQuery(tree, type);
        return checked(binder.read(tree, type));
    }

    private static <T> T checked(@Nullable T request) {
        if (request == null) {
            throw new IllegalStateException("The rules took a request that is no object");
        }
        return request;
    }

    @Override
    public String writeQuery(Object query) {
        Requests.requireQuery(query.getClass());
        return QueryStrings.write(documents.parse(documents.write(out -> binder.write(query, out))));
    }

    @Override
    public AssistantStreamEvent readEvent(String name, String data) {
        if (Events.isEnd(data)) {
            return DoneEvent.DONE;
        }
        try {
            return events.read(name, documents.parse(data));
        } catch (MalformedJsonException failure) {
            throw JsonbCodec.invalidAnswer("The data of an event is not JSON: " + failure.getMessage());
        }
    }

    @Override
    public EventFrame writeEvent(AssistantStreamEvent event) {
        String data = events.data(event).map(texts::of).orElse(Events.END);
        return new EventFrame(events.name(event), data);
    }
}
