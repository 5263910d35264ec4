package dev.sluice.bench;

import dev.sluice.core.http.Headers;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Requests and answers as they look on the wire. */
public final class Samples {
    /** The model group of {@link #deployments}. */
    public static final String MODEL = "gpt-4";

    /** A chat completion is asked for. */
    public static final String QUESTION = """
            {"model": "gpt-4", "messages": [{"role": "system", "content": "You are a helpful assistant who answers briefly \
            and in plain words."}, {"role": "user", "content": "Explain in two sentences what an API gateway for language \
            models does, and name one thing it must never do."}], "temperature": 0.7, "max_tokens": 256}""";

    /** Its answer. */
    public static final String ANSWER = """
            {"id":"chatcmpl-AbCdEfGhIjKlMnOpQrStUvWxYz012","object":"chat.completion","created":1767225600,\
            "model":"gpt-4-0613","choices":[{"index":0,"message":{"role":"assistant","content":"A gateway sits between \
            clients and model providers. It authenticates the caller, picks a deployment, forwards the request, and relays \
            the answer. A good one adds little latency, keeps streams flowing chunk by chunk, and never holds more of a body \
            in memory than it must.","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":57,"completion_tokens":58,"total_tokens":115,"prompt_tokens_details":{"cached_tokens":0,\
            "audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0,\
            "accepted_prediction_tokens":0,"rejected_prediction_tokens":0}},"service_tier":"default",\
            "system_fingerprint":"fp_0123456789"}""";

    /** A run, as a list or an event shows it. */
    public static final String RUN = """
            {"id":"run_abc123DEF456","object":"thread.run","created_at":1767225600,"assistant_id":"asst_abc123DEF456",\
            "thread_id":"thread_abc123DEF456","status":"completed","started_at":1767225601,"expires_at":null,\
            "cancelled_at":null,"failed_at":null,"completed_at":1767225605,"required_action":null,"last_error":null,\
            "model":"gpt-4","instructions":"You are a personal math tutor.","tools":[{"type":"code_interpreter"}],\
            "tool_resources":{},"metadata":{},"temperature":1.0,"top_p":1.0,"max_completion_tokens":null,\
            "max_prompt_tokens":null,"truncation_strategy":{"type":"auto","last_messages":null},"incomplete_details":null,\
            "usage":{"prompt_tokens":57,"completion_tokens":58,"total_tokens":115},"response_format":"auto",\
            "tool_choice":"auto","parallel_tool_calls":true}""";

    private static final String CHUNK = """
            data: {"id":"chatcmpl-AbCdEfGhIjKlMnOpQrStUvWxYz012","object":"chat.completion.chunk","created":1767225600,\
            "model":"gpt-4-0613","service_tier":"default","system_fingerprint":"fp_0123456789","choices":[{"index":0,\
            "delta":{"content":"gateway "},"logprobs":null,"finish_reason":null}]}

            """;

    private static final String USAGE = """
            data: {"id":"chatcmpl-AbCdEfGhIjKlMnOpQrStUvWxYz012","object":"chat.completion.chunk","created":1767225600,\
            "model":"gpt-4-0613","choices":[],"usage":{"prompt_tokens":57,"completion_tokens":58,"total_tokens":115}}

            data: [DONE]

            """;

    private static final int CHUNKS = 60;

    /** The headers of a request by one of OpenAI's libraries. */
    public static final Headers REQUEST_HEADERS = Headers.of(
            "Host", "127.0.0.1:4000",
            "Authorization", "Bearer sk-bench-0123456789",
            "Content-Type", "application/json",
            "Content-Length", "318",
            "Accept", "application/json",
            "Accept-Encoding", "gzip, deflate",
            "Connection", "keep-alive",
            "User-Agent", "OpenAI/Python 2.8.1",
            "X-Stainless-Lang", "python",
            "X-Stainless-Package-Version", "2.8.1",
            "X-Stainless-OS", "Linux",
            "X-Stainless-Arch", "x64",
            "X-Stainless-Runtime", "CPython",
            "X-Stainless-Retry-Count", "0");

    /** The headers of an answer, as many as the real service has. */
    public static final Headers ANSWER_HEADERS = Headers.of(
            "Content-Type", "application/json",
            "Content-Length", Integer.toString(ANSWER.length()),
            "Date", "Thu, 01 Jan 2026 00:00:00 GMT",
            "Connection", "keep-alive",
            "access-control-expose-headers", "X-Request-ID",
            "openai-organization", "org-bench",
            "openai-processing-ms", "412",
            "openai-version", "2020-10-01",
            "x-ratelimit-limit-requests", "10000",
            "x-ratelimit-remaining-requests", "9999",
            "x-ratelimit-reset-requests", "6ms",
            "x-request-id", "req_5f1c0f6b8e3b4e0f9f3f7c2a9b1d0e77",
            "strict-transport-security", "max-age=31536000; includeSubDomains; preload",
            "x-content-type-options", "nosniff");

    private Samples() {}

    /** The bytes of a text. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A stream of 60 chunks, one to a buffer, and its usage. */
    public static List<ByteBuffer> chatStream() {
        return Stream.concat(Stream.generate(() -> CHUNK).limit(CHUNKS), Stream.of(USAGE))
                .map(event -> ByteBuffer.wrap(bytes(event)))
                .toList();
    }

    /** The events of a run, one to a buffer. */
    public static List<ByteBuffer> runStream() {
        return Stream.of("created", "queued", "in_progress", "completed")
                .map(name -> "event: thread.run." + name + "\ndata: " + RUN + "\n\n")
                .map(event -> ByteBuffer.wrap(bytes(event)))
                .toList();
    }

    /** Two deployments of {@link #MODEL} in two accounts, called by providers of type {@code bench}. */
    public static List<Deployment> deployments() {
        return Stream.of("one", "two")
                .map(name -> Deployment.of(
                        name,
                        MODEL,
                        "bench",
                        "gpt-4-0613",
                        new Account(
                                Optional.of("https://" + name + ".test/v1"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())))
                .toList();
    }
}
