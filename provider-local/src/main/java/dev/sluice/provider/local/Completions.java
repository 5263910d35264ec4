package dev.sluice.provider.local;

import dev.sluice.core.http.HttpReply;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NullNode;
import dev.sluice.core.json.JsonNode.ObjectBuilder;
import dev.sluice.provider.local.TextInputs.TextInput;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code POST /completions}, the legacy endpoint: each prompt is answered {@code n} times. */
final class Completions implements MockEndpoint {
    private final Workshop workshop;

    Completions(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public HttpReply answer(MockCall call) {
        Parameters parameters = call.parameters();
        List<TextInput> prompts = parameters
                .optional("prompt")
                .map(prompt -> TextInputs.of("prompt", prompt))
                .orElse(List.of(new TextInput("", 1)));
        Sampling sampling = Sampling.of(parameters, parameters.integer("max_tokens", 0, Integer.MAX_VALUE));
        Answer answer = Answer.within(sampling.limit(), call.text());
        int choices = prompts.size() * sampling.choices();
        JsonNode usage =
                CompletionUsage.of(prompts.stream().mapToLong(TextInput::tokens).sum(), choices * answer.tokens());
        Completion completion = new Completion(workshop.id("cmpl-", 29), workshop.now(), call.model());
        if (sampling.stream()) {
            return workshop.replyStream(frames(completion, answer, choices, usage, sampling.includeUsage()), call);
        }
        JsonNode finishReason = JsonNode.of(answer.finishReason());
        List<JsonNode> all = IntStream.range(0, choices)
                .mapToObj(index -> choice(index, answer.text(), finishReason))
                .toList();
        return workshop.reply(completion.with(all).put("usage", usage).build());
    }

    private Stream<ByteBuffer> frames(
            Completion completion, Answer answer, int choices, JsonNode usage, boolean includeUsage) {
        Stream<JsonNode> text = answer.words()
                .flatMap(word -> IntStream.range(0, choices).mapToObj(index -> choice(index, word, NullNode.NULL)));
        JsonNode finishReason = JsonNode.of(answer.finishReason());
        Stream<JsonNode> end = IntStream.range(0, choices).mapToObj(index -> choice(index, "", finishReason));
        Stream<ByteBuffer> chunks = Stream.concat(text, end).map(choice -> {
            ObjectBuilder chunk = completion.with(List.of(choice));
            return workshop.event((includeUsage ? chunk.putNull("usage") : chunk).build());
        });
        Stream<ByteBuffer> last = includeUsage
                ? Stream.of(
                        workshop.event(
                                completion.with(List.of()).put("usage", usage).build()),
                        Workshop.done())
                : Stream.of(Workshop.done());
        return Stream.concat(chunks, last);
    }

    private static JsonNode choice(int index, String text, JsonNode finishReason) {
        return JsonNode.object()
                .put("text", text)
                .put("index", index)
                .putNull("logprobs")
                .put("finish_reason", finishReason)
                .build();
    }

    /** What every chunk of a completion repeats. */
    private record Completion(String id, long created, String model) {
        private ObjectBuilder with(List<JsonNode> choices) {
            return JsonNode.object()
                    .put("id", id)
                    .put("object", "text_completion")
                    .put("created", created)
                    .put("model", model)
                    .put("choices", JsonNode.array(choices));
        }
    }
}
