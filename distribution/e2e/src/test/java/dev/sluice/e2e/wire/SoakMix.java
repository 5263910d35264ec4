package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.RawResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Calls of all kinds, good ones and bad ones, and the upstream that answers them. Thread-safe. */
final class SoakMix implements CannedUpstream.Answer {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int CHUNKS = 20;
    private static final int IDS = 1_000;
    private static final int DOCUMENT = 256 << 10;
    private static final int FILE = 1 << 20;
    private static final String EVENT =
            "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{"
                    + "\"content\":\"gateway \"},\"finish_reason\":null}]}\n\n";
    private static final String USAGE = "data: {\"object\":\"chat.completion.chunk\",\"choices\":[],\"usage\":{"
            + "\"prompt_tokens\":57,\"completion_tokens\":58,\"total_tokens\":115}}\n\ndata: [DONE]\n\n";
    private static final byte[] STREAM =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] CHUNK = CannedUpstream.chunk(EVENT);
    private static final byte[] END = (new String(CannedUpstream.chunk(USAGE), StandardCharsets.ISO_8859_1)
                    + "0\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] CHAT = CannedUpstream.json(
            "200 OK",
            "{\"id\":\"chatcmpl-0123456789\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":"
                    + "\"assistant\",\"content\":\"It relays.\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":57,"
                    + "\"completion_tokens\":58,\"total_tokens\":115}}");
    private static final byte[] LIMITED = CannedUpstream.json(
            "429 Too Many Requests",
            "{\"error\":{\"message\":\"Slow down.\",\"code\":\"rate_limit_exceeded\"}}",
            "retry-after-ms: 20");

    private final AtomicLong made = new AtomicLong();

    /** What clients do. A round of calls has each of them as often as it stands here. */
    enum Kind {
        CHAT,
        CHAT_TOO,
        CHAT_AS_WELL,
        CHAT_AGAIN,
        STREAM,
        STREAM_TOO,
        DOCUMENT,
        FILE,
        LIST,
        LEAVE_AND_RELOAD,
        BROKEN,
        LIMITED
    }

    @Override
    public void write(String head, String body, Socket connection) throws IOException {
        if (head.startsWith("GET") || head.startsWith("POST /v1/files")) {
            CannedUpstream.write(connection, CannedUpstream.json("200 OK", file()));
        } else if (body.contains("broken")) {
            CannedUpstream.write(connection, STREAM, CHUNK);
            CannedUpstream.reset(connection);
        } else if (body.contains("limited")) {
            CannedUpstream.write(connection, LIMITED);
        } else if (body.contains("endless")) {
            CannedUpstream.write(connection, STREAM);
            while (!connection.isClosed()) {
                CannedUpstream.write(connection, CHUNK);
            }
        } else if (body.contains("\"stream\":true")) {
            CannedUpstream.write(connection, STREAM);
            for (int chunk = 0; chunk < CHUNKS; chunk++) {
                CannedUpstream.write(connection, CHUNK);
            }
            CannedUpstream.write(connection, END);
        } else {
            CannedUpstream.write(connection, CHAT);
        }
    }

    private String file() {
        return "{\"id\":\"file-Soak" + made.incrementAndGet() % IDS
                + "\",\"object\":\"file\",\"purpose\":\"assistants\"}";
    }

    /** A client that is patient: others use this machine too. */
    static RawHttpClient connect(Rig rig) throws IOException {
        return rig.connect().readLimit(PATIENCE);
    }

    /** Makes a call on a connection of its caller, or on one more where the call ends it. */
    static void call(Kind kind, Rig rig, RawHttpClient client) throws IOException {
        switch (kind) {
            case CHAT, CHAT_TOO, CHAT_AS_WELL, CHAT_AGAIN -> whole(client.send(chat("gpt-4", false, "")));
            case STREAM, STREAM_TOO -> stream(client, "");
            case DOCUMENT -> whole(client.send(chat("gpt-4", false, "d".repeat(DOCUMENT))));
            case FILE -> whole(client.send(upload()));
            case LIST -> whole(client.send(request("GET /openai/v1/files/file-Soak1", "application/json", "")));
            case LEAVE_AND_RELOAD -> {
                try (RawHttpClient left = connect(rig)) {
                    assertThat(left.send(chat("gpt-4", true, "endless"))
                                    .readHead()
                                    .status())
                            .isEqualTo(200);
                    left.readChunk();
                    left.reset();
                }
                stream(client, "");
            }
            case BROKEN -> {
                try (RawHttpClient victim = connect(rig)) {
                    RawResponse answer =
                            victim.send(chat("gpt-4", true, "broken")).readResponse();
                    assertThat(answer.end()).isNotEqualTo(RawResponse.End.COMPLETE);
                }
            }
            case LIMITED ->
                assertThat(client.send(chat("limited", false, "limited"))
                                .readResponse()
                                .status())
                        .isIn(429, 503);
        }
    }

    private static void whole(RawHttpClient client) throws IOException {
        RawResponse answer = client.readResponse();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.end()).isEqualTo(RawResponse.End.COMPLETE);
    }

    private static void stream(RawHttpClient client, String text) throws IOException {
        RawResponse answer = client.send(chat("gpt-4", true, text)).readResponse();
        assertThat(answer.text()).hasSize(CHUNKS * EVENT.length() + USAGE.length());
    }

    private static String chat(String model, boolean streamed, String text) {
        return request(
                "POST /v1/chat/completions",
                "application/json",
                "{\"model\":\"" + model + "\",\"stream\":" + streamed
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}");
    }

    private static String upload() {
        return request(
                "POST /openai/v1/files",
                "multipart/form-data; boundary=soak",
                "--soak\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nassistants\r\n--soak\r\n"
                        + "Content-Disposition: form-data; name=\"file\"; filename=\"a.jsonl\"\r\n\r\n"
                        + "f".repeat(FILE)
                        + "\r\n--soak--\r\n");
    }

    private static String request(String line, String type, String body) {
        return line + " HTTP/1.1\r\n" + Rig.HOST + "\r\n" + Rig.AUTH
                + (body.isEmpty() ? "" : "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length())
                + "\r\n\r\n"
                + body;
    }
}
