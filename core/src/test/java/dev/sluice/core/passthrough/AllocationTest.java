package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.routing.Home;
import dev.sluice.core.support.Allocations;
import dev.sluice.core.support.Setup;
import dev.sluice.core.support.TestCall;
import dev.sluice.core.support.TestGateway;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What it takes to route a body of 5 MB whose model stands at its end, beside the slices that it came in. */
class AllocationTest {
    private static final int SIZE = 5 << 20;
    private static final int SLICE = 8 << 10;
    private static final long MOST = 64 << 10;

    static Stream<String> bodies() {
        return Stream.of(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]",
                        "{\"messages\":[%s{\"role\":\"tool\",\"tool_call_id\":\"call_abc123DEF456\",\"content\":\"it's 21 °C\"}]",
                        "{\"input\":[%s{\"type\":\"item_reference\",\"id\":\"msg_68af4030baa48190\"}]",
                        "{\"input\":[%s\"a short text to embed, one of many\"]",
                        "{\"messages\":[%s{\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,iVBORw0KGgoA\"}}]}]",
                        "{\"file_ids\":[%s\"file-abc123\"]",
                        "{\"tools\":[%s{\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"parameters\":{\"type\":\"object\"}}}]")
                .map(AllocationTest::filled);
    }

    /** The last element again and again, and the model behind it. */
    private static String filled(String pattern) {
        int at = pattern.indexOf("%s");
        String element = pattern.substring(at + 2, pattern.length() - 1);
        String unit = element.startsWith("\"}") ? "lorem ipsum \\\"dolor\\\" sit amet " : element + ",";
        String pad = unit.repeat((SIZE - pattern.length()) / unit.length());
        return pattern.replace("%s", pad) + ",\"model\":\"m\"}";
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void withTwoAccounts(String body) {
        assertThat(allocated(Setup.group("m", "a", "b").start(), body)).isLessThan(MOST);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void withOneAccount(String body) {
        assertThat(allocated(Setup.group("m", "a").start(), body)).isLessThan(MOST);
    }

    /** The least of several calls: the first ones run before the compiler has seen anything. */
    private static long allocated(TestGateway gateway, String body) {
        List<ByteBuffer> slices = slices(body.getBytes(StandardCharsets.UTF_8));
        HttpReply fine = new HttpReply(200, Headers.EMPTY, Body.EMPTY);
        gateway.ledger.learn(
                Set.of("file-abc123"),
                new Home(gateway.accounts.of(gateway.router.deployments().get(0)), "master"));
        gateway.upstream.otherwise((deployment, request) -> {
            Body sent = request.bodyNaming(deployment.upstreamModel());
            assertThat(sent.length()).hasValue(request.body().length().getAsLong() + "upstream-".length());
            return CompletableFuture.completedFuture(fine);
        });
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 6; i++) {
            TestCall call = TestCall.of("POST", "/v1/responses").body(stream(slices));
            long before = Allocations.bytes();
            HttpReply reply = gateway.call(call);
            long after = Allocations.bytes();
            assertThat(reply.status()).isEqualTo(200);
            least = Math.min(least, after - before);
        }
        return least;
    }

    private static List<ByteBuffer> slices(byte[] bytes) {
        List<ByteBuffer> slices = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += SLICE) {
            slices.add(ByteBuffer.wrap(bytes, at, Math.min(SLICE, bytes.length - at))
                    .slice());
        }
        return slices;
    }

    private static Body.Stream stream(List<ByteBuffer> slices) {
        return new Body.Stream(
                subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
                    private int next;

                    @Override
                    public void request(long n) {
                        if (next < slices.size()) {
                            subscriber.onNext(slices.get(next++));
                        } else {
                            subscriber.onComplete();
                        }
                    }

                    @Override
                    public void cancel() {}
                }),
                OptionalLong.empty());
    }
}
