package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.RawHead;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.RawResponse;
import dev.sluice.testkit.fault.RecordedBody;
import dev.sluice.testkit.fault.RecordedRequest;
import dev.sluice.testkit.fault.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and answers keep their meaning on the way through. */
final class HttpHygieneIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final FaultyUpstream UPSTREAM = FaultyUpstream.answering(HttpHygieneIT::script);
    private static final byte[] NOT_REALLY_GZIP = {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3, (byte) 0xff};

    @TempDir
    static Path directory;

    private static Rig rig;

    private static Script script(RecordedRequest request) {
        return switch (request.target()) {
            case "/head" -> Script.afterBody().head("200 OK", "Content-Length: 1234");
            case "/204" -> Script.afterBody().head("204 No Content");
            case "/304" -> Script.afterBody().head("304 Not Modified", "ETag: \"1\"");
            case "/cookies" -> Script.answer("200 OK", "", "Set-Cookie: a=1", "Set-Cookie: b=2", "X-Request-Id: r");
            case "/gzip" ->
                Script.afterBody()
                        .head("200 OK", "Content-Encoding: gzip", "Content-Length: " + NOT_REALLY_GZIP.length)
                        .raw(NOT_REALLY_GZIP);
            case "/hop" ->
                Script.answer(
                        "200 OK",
                        "ok",
                        "Connection: X-Private",
                        "X-Private: 1",
                        "Keep-Alive: timeout=1",
                        "Upgrade: h2c",
                        "X-Public: 2");
            case "/method?q=%2F&include[]=a&include[]=b" -> Script.afterBody().head("200 OK", "Content-Length: 0");
            default -> Script.answer("200 OK", "ok");
        };
    }

    @BeforeAll
    static void start() throws Exception {
        rig = Rig.upstream(UPSTREAM.port()).general("max_request_size_mb: 1").start(directory);
    }

    @AfterAll
    static void stop() {
        rig.close();
        UPSTREAM.close();
    }

    private static RawResponse call(String method, String target, String... headers) throws Exception {
        List<String> lines = new ArrayList<>(List.of(Rig.HOST, Rig.AUTH));
        lines.addAll(List.of(headers));
        try (RawHttpClient client = rig.connect()) {
            client.request(method, "/openai" + target, lines.toArray(String[]::new));
            return client.readResponse(method);
        }
    }

    private static RecordedRequest lastRequest() {
        List<RecordedRequest> all = UPSTREAM.requests();
        return all.get(all.size() - 1);
    }

    @Test
    void answersWithoutABody() throws Exception {
        RawResponse head = call("HEAD", "/head");
        assertThat(head.headers().first("Content-Length")).hasValue("1234");
        assertThat(call("GET", "/204").status()).isEqualTo(204);
        RawResponse unchanged = call("GET", "/304");
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.headers().first("ETag")).hasValue("\"1\"");
        assertThat(unchanged.headers().first("Transfer-Encoding")).isEmpty();
    }

    @Test
    void headersAndEncodedBodiesStay() throws Exception {
        RawResponse cookies = call("GET", "/cookies");
        assertThat(cookies.head().headerLines()).contains("Set-Cookie: a=1", "Set-Cookie: b=2", "X-Request-Id: r");
        assertThat(cookies.headers().first("x-litellm-call-id")).isPresent();
        RawResponse gzip = call("GET", "/gzip", "Accept-Encoding: gzip");
        assertThat(gzip.body()).isEqualTo(NOT_REALLY_GZIP);
        assertThat(gzip.headers().first("Content-Encoding")).hasValue("gzip");
        assertThat(lastRequest().headers().first("Accept-Encoding")).hasValue("gzip");
        call("GET", "/plain");
        assertThat(lastRequest().headers().first("Accept-Encoding")).isEmpty();
        assertThat(lastRequest().headers().first("User-Agent")).isEmpty();
    }

    @Test
    void hopByHopHeadersEndHere() throws Exception {
        RawResponse answer = call(
                "GET",
                "/hop",
                "Connection: X-Mine, keep-alive",
                "X-Mine: 1",
                "TE: trailers",
                "Proxy-Authorization: Basic x",
                "Upgrade: websocket",
                "X-Litellm-Tag: t",
                "X-Yours: 2");
        assertThat(answer.head().headerLines())
                .contains("X-Public: 2")
                .noneMatch(line -> line.matches("(?i)(x-private|keep-alive|upgrade):.*"));
        assertThat(lastRequest().headerLines())
                .contains("X-Yours: 2")
                .noneMatch(line -> line.matches("(?i)(x-mine|te|proxy-authorization|upgrade|x-litellm-tag):.*"))
                .filteredOn(line -> line.toLowerCase(Locale.ROOT).startsWith("host:"))
                .containsExactly("host: 127.0.0.1:" + UPSTREAM.port());
    }

    @Test
    void requestBodiesKeepTheirFraming() throws Exception {
        call("POST", "/empty", "Content-Length: 0");
        assertThat(lastRequest().awaitBody(SOON).size()).isZero();
        try (RawHttpClient client = rig.connect()) {
            client.request("POST", "/openai/chunked", Rig.HOST, Rig.AUTH, "Transfer-Encoding: chunked")
                    .send("5;x=y\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: 1\r\n\r\n");
            assertThat(client.readResponse().status()).isEqualTo(200);
        }
        RecordedBody body = lastRequest().awaitBody(SOON);
        assertThat(body.text()).isEqualTo("hello world");
        assertThat(body.trailers()).isEmpty();
    }

    @Test
    void aWaitingClientIsToldToContinueOrNot() throws Exception {
        try (RawHttpClient client = rig.connect()) {
            client.request("POST", "/openai/x", Rig.HOST, Rig.AUTH, "Expect: 100-continue", "Content-Length: 2");
            assertThat(client.readHead().status()).isEqualTo(100);
            assertThat(client.send("{}").readResponse().status()).isEqualTo(200);
            assertThat(lastRequest().headers().first("Expect")).isEmpty();
        }
        int before = UPSTREAM.requests().size();
        refusedBeforeTheBody(401, "Authorization: Bearer wrong", "Content-Length: 2");
        refusedBeforeTheBody(413, Rig.AUTH, "Content-Length: 2000000");
        assertThat(UPSTREAM.requests()).hasSize(before);
    }

    private static void refusedBeforeTheBody(int status, String key, String length) throws Exception {
        try (RawHttpClient client = rig.connect()) {
            client.request("POST", "/openai/x", Rig.HOST, key, "Expect: 100-continue", length);
            RawHead head = client.readHead();
            assertThat(head.status()).isEqualTo(status);
            assertThat(client.readBody(head, "POST").text()).contains("\"error\"");
            client.awaitClose(SOON);
        }
    }

    @Test
    void tooLargeIsRefusedChunkedToo() throws Exception {
        try (RawHttpClient client = rig.connect()) {
            client.request("POST", "/openai/x", Rig.HOST, Rig.AUTH, "Transfer-Encoding: chunked")
                    .send("180000\r\n" + "x".repeat(0x180000) + "\r\n0\r\n\r\n");
            assertThat(client.readResponse().status()).isEqualTo(413);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
    void methodsAreRelayed(String method) throws Exception {
        assertThat(call(method, "/method?q=%2F&include[]=a&include[]=b").status())
                .isEqualTo(200);
        assertThat(lastRequest().requestLine()).isEqualTo(method + " /method?q=%2F&include[]=a&include[]=b HTTP/1.1");
    }

    @Test
    void traceIsNot() throws Exception {
        RawResponse refused = call("TRACE", "/method");
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.headers().first("Allow")).hasValue("DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
    }
}
