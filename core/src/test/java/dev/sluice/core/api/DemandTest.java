package dev.sluice.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.api.TestCaller.Answer;
import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.model.Page;
import dev.sluice.core.attempt.Lookahead;
import dev.sluice.core.config.ServerSettings;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.PrefixedPublisher;
import dev.sluice.core.support.ScriptedProvider;
import dev.sluice.core.support.Streams;
import dev.sluice.core.support.TestCall;
import dev.sluice.core.support.TestGateway;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks for none, or fewer, is told so: rule 3.9 of Reactive Streams. */
class DemandTest {
    private static final String EVENTS = "event: a\ndata: QUEUED\n\nevent: b\ndata: IN_PROGRESS\n\n";

    private final List<CompletableFuture<Page<String>>> pages = new ArrayList<>();

    private Flow.Publisher<String> list() {
        return new PagePublisher<>(
                after -> {
                    CompletableFuture<Page<String>> page = new CompletableFuture<>();
                    pages.add(page);
                    return page;
                },
                element -> element);
    }

    private static Flow.Publisher<AssistantStreamEvent> events(TestCaller server) {
        return new RunEvents(
                server.caller, () -> server.caller.open(Endpoint.post("/runs", "{}"), RequestOptions.DEFAULT));
    }

    /** Bodies of core that programs read: whole in part, looked into, and as the service hands them out. */
    static Stream<Arguments> bodies() {
        return LongStream.of(0, -1, Long.MIN_VALUE)
                .boxed()
                .flatMap(n -> Stream.of(prefixed(), seen(), served()).map(body -> Arguments.of(body, n)));
    }

    private static Body prefixed() {
        Flow.Publisher<ByteBuffer> rest = Streams.of("a", "b").publisher();
        return new Body.Stream(new PrefixedPublisher(Body.Bytes.of(new byte[1]), rest), OptionalLong.empty());
    }

    private static Body seen() {
        return new Lookahead(Streams.of("a", "b", "c"), 1, new TestCaller().loop)
                .begin(slice -> true)
                .toCompletableFuture()
                .join()
                .body();
    }

    private static Body served() {
        TestGateway gateway = new TestGateway(ServerSettings.DEFAULT, true);
        gateway.upstream.otherwise(ScriptedProvider.Answer.json(200, "{}"));
        return gateway.call(TestCall.of("GET", "/v1/models")).body();
    }

    private static void assertRefused(Told<?> told) {
        assertThat(told.failures)
                .hasSize(1)
                .first()
                .isInstanceOf(IllegalArgumentException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("least one");
        assertThat(told.ends).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aListRefuses(long n) {
        Told<String> atOnce = new Told<>(n);
        list().subscribe(atOnce);
        assertRefused(atOnce);
        assertThat(pages).as("nothing is asked for").isEmpty();

        Told<String> meanwhile = new Told<>();
        list().subscribe(meanwhile);
        meanwhile.request(n);
        assertRefused(meanwhile);
        assertThat(pages).hasSize(1).first().matches(CompletableFuture::isCancelled);

        Told<String> later = new Told<>();
        list().subscribe(later);
        pages.get(1).complete(Page.of(List.of("a", "b"), element -> element, true));
        later.request(n);
        later.request(5);
        assertRefused(later);
        assertThat(later.elements).containsExactly("a");
        assertThat(pages).hasSize(2);
    }

    @Test
    void aListThatCannotBeAskedForIsAFailure() {
        Told<String> told = new Told<>();
        new PagePublisher<String>(
                        after -> {
                            throw new IllegalArgumentException("An id is empty");
                        },
                        element -> element)
                .subscribe(told);
        assertThat(told.failures).hasSize(1).first().isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aListWithoutEndIsAskedForPageAfterPage() {
        Told<String> told = new Told<>(Long.MAX_VALUE);
        list().subscribe(told);
        told.request(Long.MAX_VALUE);
        pages.get(0).complete(Page.of(List.of("a", "b"), element -> element, true));
        pages.get(1).complete(Page.of(List.of("c"), element -> element, false));
        assertThat(told.elements).containsExactly("a", "b", "c");
        assertThat(told.ends).isEqualTo(1);
        assertThat(told.failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aRunRefuses(long n) {
        TestCaller unasked = new TestCaller().answering(Answer.of(200, EVENTS));
        Told<AssistantStreamEvent> atOnce = new Told<>(n);
        events(unasked).subscribe(atOnce);
        assertRefused(atOnce);
        assertThat(unasked.asked).as("no run is begun").isEmpty();

        TestCaller silent = new TestCaller().answering(Answer.none());
        Told<AssistantStreamEvent> meanwhile = new Told<>();
        events(silent).subscribe(meanwhile);
        meanwhile.request(n);
        assertRefused(meanwhile);
        assertThat(silent.asked.get(0).cancellation().isCancelled()).isTrue();

        TestCaller server = new TestCaller().answering(Answer.of(200, EVENTS));
        Told<AssistantStreamEvent> later = new Told<>();
        events(server).subscribe(later);
        later.request(n);
        later.request(5);
        assertRefused(later);
        assertThat(later.elements).hasSize(1);
        assertThat(server.asked.get(0).cancellation().isCancelled()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyRefuses(Body body, long n) {
        Told<ByteBuffer> told = new Told<>(n);
        if (body instanceof Body.Stream stream) {
            stream.publisher().subscribe(told);
        }
        told.request(1);
        assertRefused(told);
        assertThat(told.elements).isEmpty();
    }
}
