package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.RawResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many bytes the gateway allocates for a call, with everything on that costs something: a key, two deployments in two
 * accounts, ids, usage, a line of the log. Counted over all of its threads. We aim at 8 KB for a chat completion and 300
 * bytes for a chunk of a stream; what is allowed here is a fifth more than what it takes today.
 *
 * <p>A method that the compiler has not seen to yet allocates more, so windows of calls are looked at until one is within
 * the bound. {@code -Dsluice.allocation.seconds=60} goes on for so long, and tells the least.
 */
final class AllocationIT {
    private static final double MOST_FOR_A_CALL = 1.2 * 30_000;
    private static final double MOST_FOR_A_CHUNK = 1.2 * 1_450;

    private static final int CALLERS = 4;
    private static final int CALLS = 2_000;
    private static final int CHUNKS = 4_000;
    private static final long SECONDS = Long.getLong("sluice.allocation.seconds", 0);
    private static final Duration PATIENCE = Duration.ofSeconds(40 + SECONDS);

    private static final String EVENT = """
            data: {"id":"chatcmpl-AbCdEfGhIjKlMnOpQrStUvWxYz012","object":"chat.completion.chunk","created":1767225600,\
            "model":"gpt-4-0613","service_tier":"default","system_fingerprint":"fp_0123456789","choices":[{"index":0,\
            "delta":{"content":"gateway "},"logprobs":null,"finish_reason":null}]}

            """;
    private static final String ANSWER = """
            {"id":"chatcmpl-AbCdEfGhIjKlMnOpQrStUvWxYz012","object":"chat.completion","created":1767225600,\
            "model":"gpt-4-0613","choices":[{"index":0,"message":{"role":"assistant","content":"A gateway sits between \
            clients and model providers. It authenticates the caller, picks a deployment, forwards the request, and relays \
            the answer.","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":\
            57,"completion_tokens":58,"total_tokens":115,"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},\
            "completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0}},"service_tier":"default"}""";
    private static final String[] HEADERS = {
        "openai-organization: org-bench",
        "openai-processing-ms: 412",
        "openai-version: 2020-10-01",
        "x-ratelimit-limit-requests: 10000",
        "x-ratelimit-remaining-requests: 9999",
        "x-ratelimit-reset-requests: 6ms",
        "x-request-id: req_5f1c0f6b8e3b4e0f9f3f7c2a9b1d0e77",
        "strict-transport-security: max-age=31536000; includeSubDomains; preload",
        "x-content-type-options: nosniff"
    };
    private static final byte[] CHAT = CannedUpstream.json("200 OK", ANSWER, HEADERS);
    private static final byte[] STREAM = ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
                    + "Transfer-Encoding: chunked\r\n" + String.join("\r\n", HEADERS) + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    Path directory;

    private final Semaphore wanted = new Semaphore(0);

    @Test
    void callsAndChunksAllocateLittle() throws Exception {
        try (CannedUpstream upstream = CannedUpstream.answering(this::answer);
                Rig rig = rig(upstream);
                JvmManagement jvm = JvmManagement.attach(rig.process().pid())) {
            double ofCall = least("a call", MOST_FOR_A_CALL, CALLS, jvm, calls -> callers(rig, calls));
            double ofChunk;
            try (RawHttpClient client = rig.connect()) {
                client.send(question(true));
                assertThat(client.readHead().status()).isEqualTo(200);
                ofChunk = least("a chunk", MOST_FOR_A_CHUNK, CHUNKS, jvm, chunks -> chunks(client, chunks));
            }
            assertThat(ofCall).as("a call").isLessThanOrEqualTo(MOST_FOR_A_CALL);
            assertThat(ofChunk).as("a chunk").isLessThanOrEqualTo(MOST_FOR_A_CHUNK);
        }
    }

    private void answer(String head, String body, Socket connection) throws IOException {
        if (body.contains("\"stream\": true")) {
            stream(connection);
        } else {
            CannedUpstream.write(connection, CHAT);
        }
    }

    private static void callers(Rig rig, int calls) throws Exception {
        Parallel.forEach(CALLERS, CALLERS, PATIENCE, caller -> chat(rig, calls / CALLERS));
    }

    private static void chat(Rig rig, int calls) throws IOException {
        try (RawHttpClient client = rig.connect()) {
            for (int call = 0; call < calls; call++) {
                RawResponse answer = client.send(question(false)).readResponse();
                assertThat(answer.status()).isEqualTo(200);
            }
        }
    }

    /** Chunks come one by one: each is written when the one before has been read. */
    private void chunks(RawHttpClient client, int chunks) throws IOException {
        for (int chunk = 0; chunk < chunks; chunk++) {
            wanted.release();
            assertThat(client.readChunk().bytes()).hasSize(EVENT.length());
        }
    }

    private void stream(Socket connection) throws IOException {
        byte[] chunk = CannedUpstream.chunk(EVENT);
        CannedUpstream.write(connection, STREAM);
        while (true) {
            wanted.acquireUninterruptibly();
            CannedUpstream.write(connection, chunk);
        }
    }

    private Rig rig(CannedUpstream upstream) throws IOException, InterruptedException {
        return Rig.upstream(upstream.port())
                .general("access_log: access.jsonl")
                .models(deployment("one", upstream), deployment("two", upstream))
                .start(directory);
    }

    private static String deployment(String account, CannedUpstream upstream) {
        return "- {model_name: gpt-4, litellm_params: {model: openai/gpt-4-0613, api_key: sk-" + account
                + "-0123456789, api_base: 'http://127.0.0.1:" + upstream.port() + "/v1'}}";
    }

    private static String question(boolean streamed) {
        String body = "{\"model\": \"gpt-4\", \"stream\": " + streamed
                + ", \"messages\": [{\"role\": \"user\", \"content\": \"What does a gateway for language models do?\"}]}";
        return "POST /v1/chat/completions HTTP/1.1\r\n" + Rig.HOST + "\r\n" + Rig.AUTH
                + "\r\nAccept: application/json\r\nContent-Type: application/json\r\nUser-Agent: OpenAI/Java 4.101.0"
                + "\r\nX-Stainless-Lang: java\r\nX-Stainless-OS: Linux\r\nX-Stainless-Retry-Count: 0\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    /** Something that is done so many times. */
    @FunctionalInterface
    private interface Window {
        void run(int times) throws Exception;
    }

    /** The least that one time took in a window: of the first that is within the bound, or of all. */
    private static double least(String what, double bound, int times, JvmManagement jvm, Window window)
            throws Exception {
        long start = System.nanoTime();
        double least = Double.MAX_VALUE;
        int windows = 0;
        while (isTooEarly(start, SECONDS) || (least > bound && isTooEarly(start, PATIENCE.toSeconds() / 2))) {
            long before = jvm.allocated();
            window.run(times);
            least = Math.min(least, (double) (jvm.allocated() - before) / times);
            windows++;
        }
        System.out.printf("%s: %.0f bytes, after %d windows of %d%n", what, least, windows, times);
        return least;
    }

    private static boolean isTooEarly(long start, long seconds) {
        return System.nanoTime() - start < seconds * 1_000_000_000L;
    }
}
