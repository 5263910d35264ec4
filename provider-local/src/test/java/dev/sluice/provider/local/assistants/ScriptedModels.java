package dev.sluice.provider.local.assistants;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.price.Prices;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.FailurePolicy;
import dev.sluice.core.routing.ModelInfo;
import dev.sluice.core.routing.Share;
import dev.sluice.core.spi.ModelCall;
import dev.sluice.core.spi.ModelCaller;
import dev.sluice.testkit.Bodies;
import dev.sluice.testkit.StepPublisher;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Models that say what the test wants. The model "gpt-r" is called by the Responses API, "embedder" does not talk, "nobody" does not exist. */
class ScriptedModels implements ModelCaller {
    /** What models were asked, in order. */
    final List<ModelCall> calls = new ArrayList<>();

    private final Deque<HttpReply> answers = new ArrayDeque<>();

    /** The next answer: events as they are on the wire, each with its empty line. */
    void streams(String... events) {
        answers.add(new HttpReply(200, type("text/event-stream"), Bodies.stream(bytes(String.join("", events)))));
    }

    /** The next answer, by hand. */
    StepPublisher streamsByHand() {
        StepPublisher publisher = new StepPublisher();
        answers.add(new HttpReply(200, type("text/event-stream"), new Body.Stream(publisher, OptionalLong.empty())));
        return publisher;
    }

    /** The next answer, not streamed. */
    void answers(int status, String json) {
        answers.add(new HttpReply(status, type("application/json"), Body.Bytes.of(bytes(json))));
    }

    /** The data of a chunk of a chat completion. */
    static String chunk(String choice) {
        return "data: {\"object\":\"chat.completion.chunk\",\"choices\":[" + choice + "]}\n\n";
    }

    /** More text. */
    static String says(String text) {
        return chunk("{\"index\":0,\"delta\":{\"content\":\"" + text + "\"},\"finish_reason\":null}");
    }

    /** The end. */
    static String stops(String reason, int prompt, int completion) {
        return chunk("{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}")
                + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":"
                + completion + ",\"total_tokens\":" + (prompt + completion) + "}}\n\n"
                + "data: [DONE]\n\n";
    }

    /** A whole call of a function in one chunk. */
    static String calls(int index, String id, String name, String arguments) {
        return chunk("{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":" + index + ",\"id\":\"" + id
                + "\",\"type\":\"function\",\"function\":{\"name\":\"" + name + "\",\"arguments\":\""
                + arguments.replace("\"", "\\\"") + "\"}}]},\"finish_reason\":null}");
    }

    /** The body of the n-th call, from 0. */
    String asked(int number) {
        return new String(Bodies.bytes(calls.get(number).body()), UTF_8);
    }

    private static Headers type(String type) {
        return Headers.of("Content-Type", type);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Override
    public Optional<Deployment> serving(String model) {
        if (model.equals("nobody")) {
            return Optional.empty();
        }
        String mode = model.equals("gpt-r") ? "responses" : model.equals("embedder") ? "embedding" : "chat";
        return Optional.of(new Deployment(
                "d-" + model,
                model,
                "openai",
                model,
                Account.NONE,
                Share.EQUAL,
                Timeouts.DEFAULT,
                Optional.empty(),
                FailurePolicy.DEFAULT,
                new ModelInfo(Optional.of(mode), Optional.empty(), Prices.UNKNOWN),
                Map.of()));
    }

    @Override
    public CompletionStage<HttpReply> call(ModelCall call) {
        calls.add(call);
        HttpReply next = answers.poll();
        return next == null
                ? CompletableFuture.failedFuture(
                        new GatewayException(ErrorKind.INTERNAL, Reach.SENT, "Nothing more to say"))
                : CompletableFuture.completedFuture(next);
    }
}
