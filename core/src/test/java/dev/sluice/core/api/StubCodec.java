package dev.sluice.core.api;

import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.event.DoneEvent;
import dev.sluice.core.assistants.event.EventFrame;
import dev.sluice.core.assistants.event.RunEvent;
import dev.sluice.core.assistants.model.ApiError;
import dev.sluice.core.assistants.model.ErrorBody;
import dev.sluice.core.assistants.model.Page;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStatus;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.spi.AssistantsCodec;
import dev.sluice.core.spi.JsonCodec;
import java.nio.charset.StandardCharsets;

/** Documents are their text; events are runs whose status is what the data says. */
final class StubCodec implements JsonCodec, AssistantsCodec {
    /** What cannot be read. */
    static final String NONSENSE = "nonsense";

    @Override
    public JsonNode parse(byte[] json) {
        return JsonNode.object().build();
    }

    /** Reads an error's message, or the text itself. */
    @Override
    public <T> T read(byte[] json, Class<T> type) {
        String text = new String(json, StandardCharsets.UTF_8);
        if (text.equals(NONSENSE)) {
            throw new GatewayException(ErrorKind.UPSTREAM_INVALID, Reach.STARTED, "Not JSON.");
        }
        return type.cast(
                type == ErrorBody.class ? new ErrorBody(new ApiError(text, "server_error", null, null)) : text);
    }

    @Override
    public <T> Page<T> readPage(byte[] json, Class<T> element) {
        throw new UnsupportedOperationException("No pages");
    }

    @Override
    public byte[] write(Object value) {
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public AssistantsCodec assistants() {
        return this;
    }

    @Override
    public <T> T readRequest(byte[] body, Class<T> type) {
        throw new UnsupportedOperationException("No requests");
    }

    @Override
    public <T> T readQuery(String query, Class<T> type) {
        throw new UnsupportedOperationException("No queries");
    }

    @Override
    public String writeQuery(Object query) {
        return "";
    }

    @Override
    public AssistantStreamEvent readEvent(String name, String data) {
        return name.equals("done")
                ? DoneEvent.DONE
                : new RunEvent.InProgress(Run.builder()
                        .id("run_1")
                        .status(RunStatus.valueOf(data))
                        .build());
    }

    @Override
    public EventFrame writeEvent(AssistantStreamEvent event) {
        throw new UnsupportedOperationException("No events");
    }
}
