package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.model.RunError;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.call.Principal;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.ModelCall;
import dev.sluice.provider.local.assistants.data.BodyBytes;
import dev.sluice.provider.local.assistants.turn.BackEnd;
import dev.sluice.provider.local.assistants.turn.ChatRequest;
import dev.sluice.provider.local.assistants.turn.ChatTranslator;
import dev.sluice.provider.local.assistants.turn.Conversation;
import dev.sluice.provider.local.assistants.turn.ModelErrors;
import dev.sluice.provider.local.assistants.turn.ResponsesRequest;
import dev.sluice.provider.local.assistants.turn.ResponsesTranslator;
import dev.sluice.provider.local.assistants.turn.SearchTool;
import dev.sluice.provider.local.assistants.turn.Translator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call of a model for a run. Lives on one loop. */
final class ModelTurn {
    private static final Headers HEADERS =
            Headers.of("Content-Type", "application/json", "Accept", "text/event-stream");
    private static final int LARGEST_ERROR = 64 << 10;

    private final RunTools tools;
    private final Journal journal;
    private final StepBook book;
    private final EventLoop loop;
    private final @Nullable RunSpan span;
    private final Consumer<ModelTurn> ended;
    private TurnWriter writer;
    private final Cancellation cancellation = new Cancellation();
    private @Nullable TurnRelay relay;
    private @Nullable ModelAnswer answer;
    private @Nullable RunError error;
    private boolean over;

    ModelTurn(
            RunTools tools,
            Journal journal,
            StepBook book,
            EventLoop loop,
            @Nullable RunSpan span,
            Consumer<ModelTurn> ended) {
        this.tools = tools;
        this.journal = journal;
        this.book = book;
        this.loop = loop;
        this.span = span;
        this.ended = ended;
        this.writer = new TurnWriter(journal, book, Map.of(), 0);
    }

    /** What was made of what the model said. */
    TurnWriter writer() {
        return writer;
    }

    /** Why the turn failed, if it did. */
    Optional<RunError> error() {
        return Optional.ofNullable(error).or(writer::error);
    }

    void begin(Conversation conversation) {
        String model = conversation.run().model();
        Optional<Deployment> serving = tools.models().serving(model);
        if (serving.isEmpty()) {
            fail(ModelErrors.SERVER_ERROR);
            return;
        }
        writer = new TurnWriter(
                journal, book, SearchTool.cited(conversation.steps()), SearchTool.count(conversation.steps()));
        TurnRelay said = new TurnRelay(writer, new MadeFiles(tools, tools.account(journal.owner(), model, loop)), loop);
        relay = said;
        BackEnd backEnd = BackEnd.of(serving.get());
        JsonNode body = backEnd == BackEnd.CHAT ? ChatRequest.of(conversation) : ResponsesRequest.of(conversation);
        Translator translator =
                backEnd == BackEnd.CHAT ? new ChatTranslator(said, book::newCallId) : new ResponsesTranslator(said);
        ModelCall call = ModelCall.post(
                tools.ids().hexId("call-"),
                new Principal(journal.owner()),
                backEnd.path(),
                span == null ? HEADERS : span.ofModelCall(HEADERS),
                Body.Bytes.of(tools.json().write(body)),
                cancellation,
                loop);
        tools.models().call(call).whenCompleteAsync((reply, failure) -> answered(reply, translator), loop::run);
    }

    private void answered(@Nullable HttpReply reply, Translator translator) {
        if (over) {
            cancellation.cancel();
        } else if (reply == null) {
            fail(ModelErrors.SERVER_ERROR);
        } else if (reply.status() >= 300) {
            BodyBytes.of(reply.body(), LARGEST_ERROR)
                    .whenCompleteAsync(
                            (bytes, failure) -> fail(ModelErrors.of(reply.status(), json(bytes))), loop::run);
        } else {
            ModelAnswer reading = new ModelAnswer(
                    tools.json(), reply, translator, this::paced, complete -> whenSaid(() -> answerEnded(complete)));
            answer = reading;
            reading.read(reply.body());
        }
    }

    private Optional<JsonNode> json(byte @Nullable [] bytes) {
        try {
            return bytes == null ? Optional.empty() : Optional.of(tools.json().parse(bytes));
        } catch (RuntimeException malformed) {
            return Optional.empty();
        }
    }

    /** What was said before a file that is being fetched is told meanwhile. */
    private void paced(Runnable more) {
        journal.flush();
        whenSaid(() -> whenWritten(more));
    }

    private void whenSaid(Runnable task) {
        if (relay != null) {
            relay.then(task);
        }
    }

    private void whenWritten(Runnable more) {
        if (writer.error().isPresent()) {
            answerEnded(true);
            return;
        }
        journal.flush();
        journal.whenThereIsRoom(more);
    }

    private void answerEnded(boolean complete) {
        if (complete || writer.error().isPresent()) {
            end();
        } else {
            fail(ModelErrors.SERVER_ERROR);
        }
    }

    private void fail(RunError reason) {
        error = reason;
        end();
    }

    private void end() {
        if (!over) {
            stop();
            ended.accept(this);
        }
    }

    /** Nobody waits for the answer any more. */
    void stop() {
        over = true;
        if (relay != null) {
            relay.stop();
        }
        if (answer != null) {
            answer.stop();
        }
        cancellation.cancel();
    }
}
