package dev.sluice.provider.local;

import dev.sluice.core.http.HttpReply;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NullNode;
import dev.sluice.core.json.JsonNode.ObjectBuilder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code POST /chat/completions}. Members stand in the order in which OpenAI writes them. */
final class ChatCompletions implements MockEndpoint {
    private final Workshop workshop;

    ChatCompletions(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public HttpReply answer(MockCall call) {
        ChatRequest request = ChatRequest.of(call.parameters());
        Sampling sampling = request.sampling();
        Optional<ForcedCall> forced = ForcedCall.of(call.parameters(), workshop.json());
        Answer answer = forced.map(function -> new Answer(function.arguments(), false))
                .orElseGet(() -> Answer.within(sampling.limit(), call.text()));
        JsonNode usage = CompletionUsage.of(request.promptTokens(), sampling.choices() * answer.tokens());
        String id = workshop.id("chatcmpl-", 29);
        long created = workshop.now();
        if (sampling.stream()) {
            Chunks chunks = new Chunks(id, created, call.model(), sampling);
            return workshop.replyStream(
                    forced.map(function -> chunks.calling(function, usage))
                            .orElseGet(() -> chunks.frames(answer, usage)),
                    call);
        }
        List<JsonNode> choices = IntStream.range(0, sampling.choices())
                .mapToObj(index ->
                        forced.map(function -> calling(index, function)).orElseGet(() -> choice(index, answer)))
                .toList();
        return workshop.reply(JsonNode.object()
                .put("id", id)
                .put("object", "chat.completion")
                .put("created", created)
                .put("model", call.model())
                .put("choices", JsonNode.array(choices))
                .put("usage", usage)
                .put("service_tier", "default")
                .putNull("system_fingerprint")
                .build());
    }

    private JsonNode calling(int index, ForcedCall function) {
        JsonNode message = JsonNode.object()
                .put("role", "assistant")
                .putNull("content")
                .put("tool_calls", JsonNode.array(List.of(toolCall(function, function.arguments(), false))))
                .putNull("refusal")
                .put("annotations", JsonNode.array(List.of()))
                .build();
        return JsonNode.object()
                .put("index", index)
                .put("message", message)
                .putNull("logprobs")
                .put("finish_reason", "tool_calls")
                .build();
    }

    private JsonNode toolCall(ForcedCall function, String arguments, boolean isDelta) {
        JsonNode.ObjectBuilder call = JsonNode.object();
        if (isDelta) {
            call.put("index", 0);
        }
        return call.put("id", workshop.id("call_", 24))
                .put("type", "function")
                .put(
                        "function",
                        JsonNode.object()
                                .put("name", function.name())
                                .put("arguments", arguments)
                                .build())
                .build();
    }

    private static JsonNode choice(int index, Answer answer) {
        JsonNode message = JsonNode.object()
                .put("role", "assistant")
                .put("content", answer.text())
                .putNull("refusal")
                .put("annotations", JsonNode.array(List.of()))
                .build();
        return JsonNode.object()
                .put("index", index)
                .put("message", message)
                .putNull("logprobs")
                .put("finish_reason", answer.finishReason())
                .build();
    }

    /** The chunks of one stream; the choices take turns. */
    private final class Chunks {
        private final String id;
        private final long created;
        private final String model;
        private final Sampling sampling;

        private Chunks(String id, long created, String model, Sampling sampling) {
            this.id = id;
            this.created = created;
            this.model = model;
            this.sampling = sampling;
        }

        private Stream<ByteBuffer> calling(ForcedCall function, JsonNode usage) {
            JsonNode opening = JsonNode.object()
                    .put("role", "assistant")
                    .putNull("content")
                    .put("tool_calls", JsonNode.array(List.of(toolCall(function, "", true))))
                    .putNull("refusal")
                    .build();
            JsonNode more = JsonNode.object()
                    .put("index", 0)
                    .put(
                            "function",
                            JsonNode.object()
                                    .put("arguments", function.arguments())
                                    .build())
                    .build();
            JsonNode arguments = JsonNode.object()
                    .put("tool_calls", JsonNode.array(List.of(more)))
                    .build();
            Stream<ByteBuffer> calls = Stream.concat(each(opening, NullNode.NULL), each(arguments, NullNode.NULL));
            return Stream.concat(calls, end("tool_calls", usage));
        }

        private Stream<ByteBuffer> frames(Answer answer, JsonNode usage) {
            JsonNode opening = JsonNode.object()
                    .put("role", "assistant")
                    .put("content", "")
                    .putNull("refusal")
                    .build();
            Stream<ByteBuffer> text = Stream.concat(
                    each(opening, NullNode.NULL),
                    answer.words()
                            .flatMap(word ->
                                    each(JsonNode.object().put("content", word).build(), NullNode.NULL)));
            return Stream.concat(text, end(answer.finishReason(), usage));
        }

        private Stream<ByteBuffer> end(String reason, JsonNode usage) {
            Stream<ByteBuffer> end = each(JsonNode.object().build(), JsonNode.of(reason));
            Stream<ByteBuffer> last = sampling.includeUsage()
                    ? Stream.of(chunk(List.of(), usage), Workshop.done())
                    : Stream.of(Workshop.done());
            return Stream.concat(end, last);
        }

        /** The same delta for every choice. */
        private Stream<ByteBuffer> each(JsonNode delta, JsonNode finishReason) {
            return IntStream.range(0, sampling.choices())
                    .mapToObj(index -> chunk(
                            List.of(JsonNode.object()
                                    .put("index", index)
                                    .put("delta", delta)
                                    .putNull("logprobs")
                                    .put("finish_reason", finishReason)
                                    .build()),
                            NullNode.NULL));
        }

        private ByteBuffer chunk(List<JsonNode> choices, JsonNode usage) {
            ObjectBuilder chunk = JsonNode.object()
                    .put("id", id)
                    .put("object", "chat.completion.chunk")
                    .put("created", created)
                    .put("model", model)
                    .put("service_tier", "default")
                    .putNull("system_fingerprint")
                    .put("choices", JsonNode.array(choices));
            if (sampling.includeUsage()) {
                chunk.put("usage", usage);
            }
            return workshop.event(chunk.build());
        }
    }
}
