package dev.sluice.provider.local.assistants;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.codec.jsonb.JsonbCodec;
import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.Principal;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.memory.MemoryStores;
import dev.sluice.core.spi.AssistantServices;
import dev.sluice.core.spi.AssistantStores;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Services;
import dev.sluice.testkit.Bodies;
import dev.sluice.testkit.ManualClock;
import dev.sluice.testkit.ManualLoop;
import dev.sluice.testkit.RecordingLogSink;
import dev.sluice.testkit.RecordingTransport;
import dev.sluice.testkit.StaticKeys;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server over a store in memory, with time and models that the test moves. */
final class Bench {
    static final long NOW = 1_790_000_000;
    static final JsonbCodec JSON = new JsonbCodec();

    final ManualClock clock = ManualClock.at(Instant.ofEpochSecond(NOW));
    final ManualLoop loop = new ManualLoop(clock);
    final ScriptedModels models;
    final AssistantStores stores;
    final Masks masks = new Masks();
    private final Optional<String> embeddingModel;
    private final Random random = new Random(7);
    /** What was recorded of runs. */
    final RecordingLogSink log = new RecordingLogSink();

    private AssistantsServer server;
    private Principal principal = Principal.MASTER;

    Bench() {
        this(MemoryStores.create());
    }

    Bench(AssistantStores stores) {
        this(stores, new ScriptedModels());
    }

    Bench(AssistantStores stores, ScriptedModels models) {
        this(stores, models, Optional.empty());
    }

    Bench(AssistantStores stores, ScriptedModels models, Optional<String> embeddingModel) {
        this.embeddingModel = embeddingModel;
        this.stores = stores;
        this.models = models;
        this.server = newServer();
    }

    private AssistantsServer newServer() {
        AssistantServices assistants = new AssistantServices(stores, models, () -> loop, embeddingModel);
        Services services = new Services(
                RecordingTransport.failing(new IllegalStateException("There is no upstream")),
                new StaticKeys(null, Map.of()),
                JSON,
                clock,
                random,
                loop::after);
        return new AssistantsServer(services.with(assistants).telling(log), assistants, Runnable::run);
    }

    /** From now on somebody else calls. */
    Bench as(String name) {
        principal = new Principal(name);
        return this;
    }

    /** Another server takes over, which knows nothing but the store; the one before is not told. */
    void restart() {
        server = newServer();
    }

    /** The server ends in order. */
    void stop() {
        server.close();
    }

    Reply get(String path) {
        return call("GET", path, null, Headers.EMPTY);
    }

    Reply post(String path, String json) {
        return call("POST", path, json, Headers.EMPTY);
    }

    Reply delete(String path) {
        return call("DELETE", path, null, Headers.EMPTY);
    }

    /** Calls, and has done what can be done at once. */
    Reply call(String method, String path, @Nullable String json, Headers headers) {
        CompletableFuture<HttpReply> reply = begin(method, path, json, headers);
        loop.runAll();
        return new Reply(reply.join(), masks);
    }

    /** Calls, and leaves the loop alone: the store answers at once. */
    Reply reply(String method, String path, @Nullable String json) {
        return new Reply(begin(method, path, json, Headers.EMPTY).join(), masks);
    }

    /** Calls, and listens to the stream that answers from now on. */
    Events listen(String method, String path, @Nullable String json) {
        Events events = new Events(masks);
        HttpReply answered = begin(method, path, json, Headers.EMPTY).join();
        ((Body.Stream) answered.body()).publisher().subscribe(events);
        return events;
    }

    /** Calls, and leaves the loop alone. */
    CompletableFuture<HttpReply> begin(String method, String path, @Nullable String json, Headers headers) {
        int question = path.indexOf('?');
        ProviderRequest request = new ProviderRequest(
                method,
                question < 0 ? path : path.substring(0, question),
                question < 0 ? null : path.substring(question + 1),
                headers,
                json == null ? Body.EMPTY : Body.Bytes.of(json.getBytes(UTF_8)),
                null,
                false);
        return begin(request);
    }

    /** Sends a request as it is, and leaves the loop alone. */
    CompletableFuture<HttpReply> begin(ProviderRequest request) {
        CallContext context = new CallContext("call-1", principal, new Cancellation());
        return server.call(request, context).toCompletableFuture();
    }

    /** Sends a request as it is. */
    Reply send(ProviderRequest request) {
        CompletableFuture<HttpReply> reply = begin(request);
        loop.runAll();
        return new Reply(reply.join(), masks);
    }

    /** Calls and reads the stream that answers, to its end or as far as it has come. */
    Events stream(String path, String json) {
        return events(begin("POST", path, json, Headers.EMPTY));
    }

    Events replay(String path) {
        return events(begin("GET", path, null, Headers.EMPTY));
    }

    private Events events(CompletableFuture<HttpReply> reply) {
        Events events = new Events(masks);
        HttpReply answered = reply.join();
        if (!(answered.body() instanceof Body.Stream stream)) {
            throw new AssertionError("No stream: " + new Reply(answered, masks).text());
        }
        stream.publisher().subscribe(events);
        loop.runAll();
        return events;
    }

    /** A file that assistants work on; its id. */
    String file(String name, String content) {
        return file(name, content.getBytes(UTF_8));
    }

    /** A file that assistants work on; its id. */
    String file(String name, byte[] content) {
        byte[] head = ("--x\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nassistants\r\n--x\r\n"
                        + "Content-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n")
                .getBytes(UTF_8);
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(head);
        form.writeBytes(content);
        form.writeBytes("\r\n--x--\r\n".getBytes(UTF_8));
        return send(new ProviderRequest(
                        "POST",
                        "/v1/files",
                        null,
                        Headers.of("Content-Type", "multipart/form-data; boundary=x"),
                        Body.Bytes.of(form.toByteArray()),
                        null,
                        false))
                .id();
    }

    /** A vector store of those files; its id. */
    String vectorStore(String... fileIds) {
        String ids = Stream.of(fileIds).map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        return post("/v1/vector_stores", "{\"file_ids\":[" + ids + "]}").id();
    }

    /** An assistant; its id. */
    String assistant(String more) {
        return post("/v1/assistants", "{\"model\":\"gpt-4o\"" + more + "}").id();
    }

    /** A thread in which a user said something; its id. */
    String thread(String text) {
        return post("/v1/threads", "{\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}")
                .id();
    }

    /** An answer. */
    record Reply(HttpReply reply, Masks masks) {
        int status() {
            return reply.status();
        }

        String text() {
            return new String(Bodies.collect(reply.body()).toCompletableFuture().join(), UTF_8);
        }

        String masked() {
            return masks.mask(text());
        }

        JsonNode json() {
            return JSON.parse(text().getBytes(UTF_8));
        }

        String id() {
            return string("id");
        }

        String string(String member) {
            return json().get(member)
                    .flatMap(JsonNode::asText)
                    .orElseThrow(() -> new AssertionError("No " + member + " in " + text()));
        }

        String header(String name) {
            return reply.headers().first(name).orElse("");
        }
    }
}
