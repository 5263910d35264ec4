package dev.sluice.provider.local;

import dev.sluice.core.http.HttpReply;
import dev.sluice.core.json.JsonNode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code POST /responses}: one message with one text, plain or as the sequence of events that OpenAI sends for it. */
final class Responses implements MockEndpoint {
    private final Workshop workshop;

    Responses(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public HttpReply answer(MockCall call) {
        ResponseRequest request = ResponseRequest.of(call.parameters());
        Answer answer = Answer.within(request.limit(), call.text());
        ResponseObject response = new ResponseObject(
                workshop.hexId("resp_", 48), workshop.hexId("msg_", 48), workshop.now(), call.model(), request, answer);
        if (!request.stream()) {
            return workshop.reply(response.finished(workshop.now()));
        }
        // One stream per call, made by one thread at a time: the counter needs no other protection.
        AtomicLong sequence = new AtomicLong();
        return workshop.replyStream(
                events(response, answer).map(event -> event.apply(sequence.getAndIncrement())), call);
    }

    /** The events in their order, each waiting for its number. */
    private Stream<Function<Long, ByteBuffer>> events(ResponseObject response, Answer answer) {
        Stream<Function<Long, ByteBuffer>> start = Stream.of(
                number -> event("response.created", number, response.inProgress()),
                number -> event("response.in_progress", number, response.inProgress()),
                number -> item("response.output_item.added", number, response.messageInProgress()),
                number -> part(response, "response.content_part.added", number, ResponseObject.text("")));
        Stream<Function<Long, ByteBuffer>> deltas = answer.words()
                .map(word -> number -> text(response, "response.output_text.delta", number, "delta", word));
        Stream<Function<Long, ByteBuffer>> end = Stream.of(
                number -> text(response, "response.output_text.done", number, "text", answer.text()),
                number -> part(response, "response.content_part.done", number, ResponseObject.text(answer.text())),
                number -> item("response.output_item.done", number, response.message()),
                number -> event(
                        answer.cut() ? "response.incomplete" : "response.completed",
                        number,
                        response.finished(workshop.now())));
        return Stream.concat(start, Stream.concat(deltas, end));
    }

    private ByteBuffer event(String type, long number, JsonNode response) {
        return workshop.event(type, head(type, number).put("response", response).build());
    }

    private ByteBuffer item(String type, long number, JsonNode item) {
        return workshop.event(
                type,
                head(type, number).put("output_index", 0).put("item", item).build());
    }

    private ByteBuffer part(ResponseObject response, String type, long number, JsonNode part) {
        return workshop.event(
                type, position(response, type, number).put("part", part).build());
    }

    private ByteBuffer text(ResponseObject response, String type, long number, String member, String text) {
        return workshop.event(
                type,
                position(response, type, number)
                        .put(member, text)
                        .put("logprobs", JsonNode.array(List.of()))
                        .build());
    }

    private static JsonNode.ObjectBuilder head(String type, long number) {
        return JsonNode.object().put("type", type).put("sequence_number", number);
    }

    private static JsonNode.ObjectBuilder position(ResponseObject response, String type, long number) {
        return head(type, number)
                .put("item_id", response.messageId())
                .put("output_index", 0)
                .put("content_index", 0);
    }
}
