package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Requests that two readers could understand differently: refused, or passed on as exactly one that is sound. */
final class SmugglingIT {
    /** A body that has no end keeps the gateway waiting; that is no answer, and nothing goes upstream as complete. */
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private static final String AUTH = Rig.AUTH + "\r\nConnection: close\r\n";
    private static final String POST = "POST /openai/x HTTP/1.1\r\nHost: g\r\n" + AUTH;
    private static final String HIDDEN = "GET /openai/hidden HTTP/1.1\r\nHost: g\r\n" + Rig.AUTH + "\r\n\r\n";

    @TempDir
    Path directory;

    private record Case(String name, String request) {}

    private static List<Case> cases() {
        String te = "Transfer-Encoding: chunked\r\n";
        String last = "\r\n0\r\n\r\n";
        return List.of(
                new Case("length and chunked", POST + "Content-Length: 5\r\n" + te + last + HIDDEN),
                new Case("chunked and length", POST + te + "Content-Length: 5\r\n" + last + HIDDEN),
                new Case("chunked in 1.0", POST.replace("1.1", "1.0") + te + last + HIDDEN),
                new Case("chunked twice", POST + te + te + last + HIDDEN),
                new Case("chunked, identity", POST + "Transfer-Encoding: chunked, identity\r\n" + last + HIDDEN),
                new Case("xchunked", POST + "Transfer-Encoding: xchunked\r\n" + last + HIDDEN),
                new Case("folded", POST + "Transfer-Encoding:\r\n chunked\r\n" + last + HIDDEN),
                new Case("space before colon", POST + "Transfer-Encoding : chunked\r\n" + last + HIDDEN),
                new Case("two lengths", POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}" + HIDDEN),
                new Case("the same length twice", POST + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"),
                new Case("length list", POST + "Content-Length: 2, 3\r\n\r\n{}" + HIDDEN),
                new Case("length +2", POST + "Content-Length: +2\r\n\r\n{}" + HIDDEN),
                new Case("length 0x2", POST + "Content-Length: 0x2\r\n\r\n{}" + HIDDEN),
                new Case("length 1 2", POST + "Content-Length: 1 2\r\n\r\n{}" + HIDDEN),
                new Case("length -1", POST + "Content-Length: -1\r\n\r\n{}" + HIDDEN),
                new Case("length too long", POST + "Content-Length: 99999999999999999999\r\n\r\n{}" + HIDDEN),
                new Case("chunk size -1", POST + te + "\r\n-1\r\n{}" + last + HIDDEN),
                new Case("chunk size 0x2", POST + te + "\r\n0x2\r\n{}" + last + HIDDEN),
                new Case("giant chunk", POST + te + "\r\nffffffffffffffff1\r\n{}" + last + HIDDEN),
                new Case("chunk size with bare LF", POST + te + "\r\n2;\n{}" + last + HIDDEN),
                new Case("chunk without its end", POST + te + "\r\n2\r\n{}0\r\n\r\n" + HIDDEN),
                new Case("chunked in trailer", POST + te + "\r\n2\r\n{}\r\n0\r\nContent-Length: 50\r\n\r\n" + HIDDEN),
                new Case("NUL first", "\0" + POST + "\r\n"),
                new Case("SOH in the method", "\u0001GET /openai/x HTTP/1.1\r\nHost: g\r\n" + AUTH + "\r\n"),
                new Case("NUL in a value", POST + "X-A: a\0b\r\n\r\n"),
                new Case("bare CR in a value", POST + "X-A: a\rX-B: b\r\n\r\n"),
                new Case("folded value", POST + "X-A: a\r\n b\r\n\r\n"),
                new Case("name with a space", POST + "X A: a\r\n\r\n"),
                new Case("no name", POST + ": a\r\n\r\n"),
                new Case("two hosts", POST + "Host: other\r\n\r\n"),
                new Case("foreign target", POST.replace("/openai/x", "http://evil.test/openai/x") + "\r\n"),
                new Case("no version", "GET /openai/x\r\n\r\n"));
    }

    private final FaultyUpstream upstream = FaultyUpstream.answering(Script.answer("200 OK", "ok"));

    @TestFactory
    Stream<DynamicTest> nothingIsSmuggled() throws Exception {
        Rig rig = Rig.upstream(upstream.port()).start(directory);
        return cases().stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> isSound(rig, one)))
                .onClose(() -> {
                    rig.close();
                    upstream.close();
                });
    }

    private void isSound(Rig rig, Case one) throws Exception {
        int before = upstream.requests().size();
        String answer;
        try (RawHttpClient client = rig.connect()) {
            client.send(one.request());
            client.readLimit(LIMIT);
            answer = Bytes.untilClose(client);
        }
        List<String> reached = upstream.requests().stream()
                .skip(before)
                .map(request -> request.requestLine())
                .toList();
        System.out.printf(
                "%s: %s, upstream %s%n", one.name(), answer.lines().findFirst().orElse("closed"), reached);
        assertThat(reached).hasSizeLessThanOrEqualTo(1).doesNotContain("GET /hidden HTTP/1.1");
        assertThat(answer).matches(text -> text.isEmpty() || text.matches("(?s)HTTP/1.[01] 4.*") || !reached.isEmpty());
        if (!reached.isEmpty()) {
            assertThat(upstream.requests().get(before).headerLines())
                    .noneMatch(line -> line.contains("\r") || line.contains("\0") || line.startsWith(" "));
        }
    }

    @Test
    void pathsStayUnderTheirBase() throws Exception {
        try (upstream;
                Rig rig = Rig.upstream(upstream.port()).start(directory);
                RawHttpClient client = rig.connect()) {
            for (String escape : List.of("/openai/../x", "/openai/%2e%2e/x", "/openai/a/.%2E/x", "/openai/a/./x")) {
                client.request("GET", escape, Rig.HOST, Rig.AUTH);
                assertThat(client.readResponse().status()).as(escape).isBetween(400, 404);
            }
            assertThat(upstream.requests()).isEmpty();
            for (String path : List.of("//a", "/a%2Fb", "/a;b=c", "/a%5Cb", "/%e6%bc%a2")) {
                client.request("GET", "/openai" + path, Rig.HOST, Rig.AUTH);
                assertThat(client.readResponse().status()).as(path).isEqualTo(200);
                int last = upstream.requests().size() - 1;
                assertThat(upstream.requests().get(last).target()).isEqualTo(path);
            }
        }
    }
}
