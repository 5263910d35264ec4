package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.support.Streams;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class RequestReaderTest {
    private final BodyBudget budget = new BodyBudget(1000);

    private RequestBody read(Body body, long replayable, long most) {
        return new RequestReader(
                        body,
                        RequestScan.of(Headers.EMPTY, false, model -> false),
                        new BodyLimits(replayable, most, budget))
                .read()
                .toCompletableFuture()
                .join();
    }

    @Test
    void keepsASmallBodySoThatItCanBeSentAgain() {
        RequestBody read = read(Streams.of("{\"a\"", ":1}"), 300, 0);
        assertThat(read.body()).isInstanceOf(Body.Bytes.class);
        assertThat(read.reserved()).isEqualTo(7 + 2 * 128);
        assertThat(budget.left()).isEqualTo(737);
        assertThat(read.undecided()).isFalse();
    }

    @Test
    void aScanThatFailsEndsTheCall() {
        RequestScan failing = new RequestScan(model -> false) {
            @Override
            void feed(ByteBuffer slice) {
                throw new IllegalStateException("planted");
            }
        };
        RequestReader reader = new RequestReader(Streams.of("{", "}"), failing, new BodyLimits(300, 0, budget));
        assertThatThrownBy(() -> reader.read().toCompletableFuture().join()).hasRootCauseMessage("planted");
        assertThat(budget.left()).isEqualTo(1000);
    }

    @Test
    void readsWhatIsInMemoryAlready() {
        Body whole = Body.Bytes.of("{\"model\":\"m\",\"stream\":true}".getBytes(StandardCharsets.UTF_8));
        RequestReader reader = new RequestReader(
                whole, RequestScan.of(Headers.EMPTY, false, model -> false), new BodyLimits(10, 0, budget));
        RequestBody read = reader.read().toCompletableFuture().join();
        assertThat(read.model())
                .hasValueSatisfying(model -> assertThat(model.name()).isEqualTo("m"));
        assertThat(read.streamed()).isTrue();
        assertThat(reader.bytesRead()).isEqualTo(whole.length().orElseThrow());
        assertThat(Streams.text(read.body()).join()).isEqualTo("{\"model\":\"m\",\"stream\":true}");
    }

    @Test
    void streamsWhatIsLargerThanTheLimitWithoutLosingAByte() {
        RequestBody read = read(Streams.of("{\"model\":", "\"m\",", "\"b\":", "\"cdefghij\"}"), 280, 0);
        assertThat(read.body()).isInstanceOf(Body.Stream.class);
        assertThat(read.model())
                .hasValueSatisfying(model -> assertThat(model.name()).isEqualTo("m"));
        Body renamed = read.model().orElseThrow().replaceIn(read.body(), "longer");
        assertThat(Streams.text(renamed).join()).isEqualTo("{\"model\":\"longer\",\"b\":\"cdefghij\"}");
    }

    @Test
    void countsWhatSlicesCostBesideTheirBytes() {
        String[] bytes = "0123456789".split("");
        assertThat(read(Streams.of(bytes), 1000, 0).body()).isInstanceOf(Body.Stream.class);
    }

    @Test
    void refusesASecondModelBehindWhatIsKept() {
        RequestBody read = read(Streams.of("{\"model\":\"m\",", "\"pad\":\"cdefghij\",", "\"model\":\"n\"}"), 10, 0);
        assertThatThrownBy(() -> Streams.text(read.body()).join())
                .satisfies(failure ->
                        assertThat(GatewayException.from(failure).kind()).isEqualTo(ErrorKind.INVALID_REQUEST));
    }

    @Test
    void saysWhenItCannotKnowTheModel() {
        assertThat(read(Streams.of("{\"b\":\"cdefghij\",", "\"model\":\"m\"}"), 10, 0)
                        .undecided())
                .isTrue();
    }

    @Test
    void streamsWhenTheBudgetOfAllCallsIsUsedUp() {
        assertThat(budget.tryReserve(900)).isTrue();
        RequestBody read = read(Streams.of("abc", "def"), 1000, 0);
        assertThat(read.body()).isInstanceOf(Body.Stream.class);
        assertThat(Streams.text(read.body()).join()).isEqualTo("abcdef");
        assertThat(budget.left()).isEqualTo(100);
    }

    @Test
    void keepsTheAnnouncedLengthOfAStreamedBodyTrue() {
        Body.Stream source = Streams.of("{\"model\":\"m\",", "\"b\":1}");
        RequestBody read = read(new Body.Stream(source.publisher(), OptionalLong.of(19)), 10, 0);
        Body renamed = read.model().orElseThrow().replaceIn(read.body(), "mmm");
        assertThat(renamed.length()).hasValue(21);
    }

    @Test
    void refusesWhatIsTooLargeBeforeAndWhileReading() {
        Body.Stream announced = new Body.Stream(Streams.of("x").publisher(), OptionalLong.of(31));
        assertThatThrownBy(() -> read(announced, 10, 30)).satisfies(RequestReaderTest::tooLarge);
        assertThatThrownBy(() -> read(Streams.of("12345678", "12345678"), 1000, 10))
                .satisfies(RequestReaderTest::tooLarge);
        assertThat(budget.left()).isEqualTo(1000);

        RequestBody streamed = read(Streams.of("12345678", "12345678", "12345678"), 10, 20);
        assertThatThrownBy(() -> Streams.text(streamed.body()).join()).satisfies(RequestReaderTest::tooLarge);
    }

    private static void tooLarge(Throwable failure) {
        assertThat(failure).isInstanceOf(CompletionException.class);
        assertThat(GatewayException.from(failure).kind()).isEqualTo(ErrorKind.PAYLOAD_TOO_LARGE);
    }

    @Test
    void givesBackItsBudgetWhenTheBodyBreaksOff() {
        GatewayException left = GatewayException.notSent(ErrorKind.CLIENT_CLOSED, "left");
        assertThatThrownBy(() -> read(Streams.failing(left, "abc"), 1000, 0)).hasCause(left);
        assertThat(budget.left()).isEqualTo(1000);
    }
}
