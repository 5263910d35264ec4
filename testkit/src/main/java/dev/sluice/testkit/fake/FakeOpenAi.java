package dev.sluice.testkit.fake;

import dev.sluice.core.http.Headers;
import dev.sluice.testkit.fake.resource.Face;
import dev.sluice.testkit.fake.resource.FakeApi;
import dev.sluice.testkit.fake.resource.Reply;
import dev.sluice.testkit.fake.wire.HttpListener;
import dev.sluice.testkit.fake.wire.ReplyWriter;
import dev.sluice.testkit.fake.wire.WireRequest;
import dev.sluice.testkit.websocket.UpstreamSocket;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A stateful OpenAI on a free loopback port, in memory. Objects belong to the account of the key that made them and are
 * 404 for every other; an unknown key is a 401. Every request is recorded before it is answered. Thread-safe.
 */
public final class FakeOpenAi implements AutoCloseable {
    private static final Headers STREAM =
            Headers.of("Content-Type", "text/event-stream; charset=utf-8", "Cache-Control", "no-cache");

    /** What every answer carries beside its own headers. */
    interface StandingHeaders {
        Headers on(WireRequest request, Headers own, long processingMillis);
    }

    private final FakeApi api;
    private final Face face;
    private final StandingHeaders standing;
    private final Queue<RecordedRequest> requests = new ConcurrentLinkedQueue<>();
    private final Queue<CannedReply> canned = new ConcurrentLinkedQueue<>();
    private volatile StreamGate gate = openGate();
    private final HttpListener listener;

    /** The resources behind another face than their own. */
    FakeOpenAi(FakeApi api, Face face, StandingHeaders standing) {
        this.api = api;
        this.face = face;
        this.standing = standing;
        listener = new HttpListener(new HttpListener.Handler() {
            @Override
            public void handle(WireRequest request, ReplyWriter writer) throws IOException {
                FakeOpenAi.this.handle(request, writer);
            }

            @Override
            public void upgrade(WireRequest request, UpstreamSocket socket) throws IOException {
                requests.add(new RecordedRequest(request, api.account(request)));
                new RealtimeTalk(api).hold(request, socket);
            }
        });
    }

    /** Starts a fake with an account for each key. */
    public static FakeOpenAi start(String... keys) {
        FakeApi api = new FakeApi();
        for (String key : keys) {
            api.open(key);
        }
        return new FakeOpenAi(api, api, ServiceHeaders::on);
    }

    /** The bytes that the fake speaks for a text: every byte value occurs in them. */
    public static byte[] speechOf(String text) {
        return FakeApi.speechOf(text);
    }

    /** Opens another account. */
    public void openAccount(String key) {
        api.open(key);
    }

    /** The base URL as an SDK wants it: {@code http://127.0.0.1:PORT/v1}. */
    public String baseUrl() {
        return "http://127.0.0.1:" + listener.port() + "/v1";
    }

    /** The port. */
    public int port() {
        return listener.port();
    }

    /** The number of connections that clients hold open. */
    public int connections() {
        return listener.connections();
    }

    /** What has arrived since the start or the last {@link #forgetRequests}, oldest first; a snapshot. */
    public List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** The key of the account in which each object was made, by its id; deleted objects included. */
    public Map<String, String> owners() {
        return api.owners();
    }

    /** The key of the account in which the object of that id was made; empty where there never was one. */
    public Optional<String> ownerOf(String id) {
        return api.ownerOf(id);
    }

    /**
     * Those of the recorded requests that change state and name, in path, query or body, an object of another account:
     * what a gateway must never send. Requests with an unknown key are among them.
     */
    public List<RecordedRequest> strays() {
        Map<String, String> owners = owners();
        return requests.stream()
                .filter(request -> request.changesState() && request.namesObjectOfOther(owners))
                .toList();
    }

    /** Drops what was recorded, bodies included. */
    public void forgetRequests() {
        requests.clear();
    }

    /** Answers the next request with this instead of its real answer; further calls queue up. */
    public void failNext(CannedReply reply) {
        canned.add(reply);
    }

    /** From now on streams send their first event and wait at the gate that is returned. */
    public StreamGate holdStreams() {
        StreamGate closed = new StreamGate();
        gate = closed;
        return closed;
    }

    @Override
    public void close() {
        listener.close();
    }

    private void handle(WireRequest request, ReplyWriter writer) throws IOException {
        requests.add(new RecordedRequest(request, face.account(request)));
        CannedReply instead = canned.poll();
        long start = System.nanoTime();
        Reply reply = instead == null
                ? face.answer(request)
                : new Reply.Binary(instead.status(), instead.headers(), instead.body());
        send(request, reply, Duration.ofNanos(System.nanoTime() - start).toMillis(), writer);
    }

    private void send(WireRequest request, Reply reply, long millis, ReplyWriter writer) throws IOException {
        if (reply instanceof Reply.Json json) {
            Headers headers = standing.on(request, Headers.of("Content-Type", "application/json"), millis);
            writer.whole(json.status(), headers, json.bytes());
        } else if (reply instanceof Reply.Binary binary) {
            writer.whole(binary.status(), standing.on(request, binary.headers(), millis), binary.body());
        } else if (reply instanceof Reply.Events events) {
            writer.begin(200, standing.on(request, STREAM, millis));
            stream(events.frames(), writer);
        }
    }

    private void stream(List<String> frames, ReplyWriter writer) throws IOException {
        boolean first = true;
        for (String frame : frames) {
            writer.part(frame.getBytes(StandardCharsets.UTF_8));
            if (first) {
                waitAtGate();
                first = false;
            }
        }
        writer.end();
    }

    private void waitAtGate() throws InterruptedIOException {
        try {
            gate.pass();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The fake was closed while a stream was held");
        }
    }

    private static StreamGate openGate() {
        StreamGate open = new StreamGate();
        open.release();
        return open;
    }
}
