package dev.sluice.core.passthrough;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.log.Operation;
import dev.sluice.core.log.Outcome;
import dev.sluice.core.log.Quantity;
import dev.sluice.core.log.Route;
import dev.sluice.core.log.Usage;
import dev.sluice.core.log.Usage.Certainty;
import dev.sluice.core.meter.Metering;
import dev.sluice.core.price.Prices;
import dev.sluice.core.price.Rate;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.FailurePolicy;
import dev.sluice.core.routing.ModelInfo;
import dev.sluice.core.routing.Share;
import dev.sluice.core.support.Retries;
import dev.sluice.core.support.Setup;
import dev.sluice.core.support.Streams;
import dev.sluice.core.support.TestCall;
import dev.sluice.core.support.TestChannel;
import dev.sluice.core.support.TestGateway;
import dev.sluice.core.support.TestRealtime;
import dev.sluice.core.support.invoice.Answer;
import dev.sluice.core.support.invoice.DescribedCalls;
import dev.sluice.core.support.invoice.Invoice;
import dev.sluice.core.support.invoice.Invoices;
import dev.sluice.core.support.invoice.Recorded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * However calls end, what is recorded of them is what the upstream will charge, or a bound of it, or said to be unknown.
 * {@code -Dsluice.endings=10000} says how many.
 */
class EndingsTest {
    private static final int ENDINGS = Integer.getInteger("sluice.endings", 2000);
    private static final Map<Rate, BigDecimal> PRICES = Map.of(
            Rate.INPUT_TOKEN, Invoice.IN,
            Rate.CACHED_INPUT_TOKEN, Invoice.CACHED,
            Rate.OUTPUT_TOKEN, Invoice.OUT,
            Rate.INPUT_SECOND, Invoice.SECOND);

    private static final Deployment DEPLOYMENT = new Deployment(
            "m-1",
            "m",
            "test",
            "upstream-m",
            Account.NONE,
            Share.EQUAL,
            Timeouts.DEFAULT,
            Optional.empty(),
            FailurePolicy.DEFAULT,
            new ModelInfo(Optional.empty(), Optional.empty(), new Prices(PRICES)),
            Map.of());

    /** As OpenAI's moderations are: free, whatever is asked. */
    private static final Deployment FREE =
            Deployment.of("free-1", Answer.FREE_MODEL, "test", Answer.FREE_MODEL, Account.NONE);

    private final Random random = new Random(6);
    private final Map<Certainty, Integer> seen = new EnumMap<>(Certainty.class);

    @Test
    void noFigureIsWrong() {
        Invoices invoices = new Invoices(random);
        for (int i = 0; i < ENDINGS; i++) {
            Answer answer = invoices.any();
            String encoding = List.of("", "gzip", "deflate", "identity", "br").get(random.nextInt(5));
            byte[] bytes = encoded(answer, encoding);
            boolean whole = random.nextInt(3) == 0;
            int cut = whole ? bytes.length : random.nextInt(bytes.length + 1);
            boolean byClient = random.nextBoolean();
            LogEvent.Completed call = ended(answer, encoding, bytes, cut, whole, byClient);
            String ending = i + ": " + answer + " as " + encoding + ", " + cut + " of " + bytes.length;

            boolean readable = !encoding.equals("br");
            if (whole && readable && answer.stated()) {
                assertThat(call.usage().certainty()).as(ending).isEqualTo(Certainty.EXACT);
            }
            recorded(call).check(answer, 1, whole, ending);
            seen.merge(call.usage().certainty(), 1, Integer::sum);
        }
        assertThat(seen.keySet()).containsExactlyInAnyOrder(Certainty.values());
    }

    private static Recorded recorded(LogEvent.Completed call) {
        Map<Quantity, Long> figures = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            call.usage().of(quantity).ifPresent(figure -> figures.put(quantity, figure));
        }
        return new Recorded(call.usage().certainty(), figures, call.cost());
    }

    /** Of whatever OpenAI describes, and whatever a model can be asked to do. */
    @Test
    void everyCallThatMightCostSomethingIsAmongThem() {
        Set<String> answered = new Invoices(random).calls();
        assertThat(DescribedCalls.all().stream().filter(call -> meteringOf(call) != Metering.NOTHING))
                .hasSizeGreaterThan(40)
                .isSubsetOf(answered);
        Set<Operation> operations = EnumSet.of(Operation.REALTIME, Operation.CREATE_AGENT);
        answered.forEach(call -> routeOf(call).operation().ifPresent(operations::add));
        assertThat(operations).containsExactlyInAnyOrder(Operation.values());
    }

    private static Metering meteringOf(String call) {
        return Metering.of(routeOf(call));
    }

    private static Route routeOf(String call) {
        int space = call.indexOf(' ');
        return Route.of(
                call.substring(0, space), "/v1" + call.substring(space + 1).replace("{}", "id_1"));
    }

    private LogEvent.Completed ended(
            Answer answer, String encoding, byte[] bytes, int cut, boolean whole, boolean byClient) {
        TestGateway gateway = Setup.of(List.of(DEPLOYMENT, FREE))
                .defaultUpstream(true)
                .router(Retries.of(0))
                .start();
        Headers.Builder headers = Headers.of("Content-Type", answer.type()).toBuilder();
        if (!encoding.isEmpty()) {
            headers.add("Content-Encoding", encoding);
        }
        int step = 1 + random.nextInt(64);
        String[] chunks = new String[(cut + step - 1) / step];
        for (int i = 0; i < chunks.length; i++) {
            chunks[i] = new String(bytes, i * step, Math.min(step, cut - i * step), ISO_8859_1);
        }
        boolean broken = !whole && !byClient;
        Body.Stream body = Streams.failing(
                broken ? new GatewayException(ErrorKind.UPSTREAM_CLOSED, Reach.STARTED, "cut") : null, chunks);
        gateway.answers(new HttpReply(answer.status(), headers.build(), body));
        HttpReply reply = gateway.call(call(answer));
        Outcome outcome = Outcome.COMPLETED;
        if (!whole && byClient && reply.body() instanceof Body.Stream stream) {
            leaveAfter(chunks.length, stream);
            outcome = Outcome.CLIENT_CLOSED;
        } else {
            assertThat(Streams.text(reply.body())).isDone();
            outcome = broken ? Outcome.UPSTREAM_CLOSED : outcome;
        }
        assertThat(gateway.requests()).as(answer.toString()).hasSize(1);
        if (answer.status() == 200) {
            assertThat(gateway.completed().outcome()).as(answer.toString()).isEqualTo(outcome);
        }
        return gateway.completed();
    }

    private static TestCall call(Answer answer) {
        TestCall call = TestCall.of(answer.method(), answer.target());
        return answer.asked().isEmpty()
                ? call
                : call.header("Content-Type", answer.sent()).body(Streams.of(answer.asked()));
    }

    /** A session says its usage with every answer, none of it final: nobody adds it up, so nobody knows. */
    @Test
    void noSessionIsSaidToHaveUsedNothing() {
        for (int i = 0; i < ENDINGS / 20; i++) {
            TestRealtime gateway = new TestRealtime(false, false, "a=gpt-realtime");
            TestChannel client = gateway.connected("model=gpt-realtime");
            for (int frame = random.nextInt(5); frame > 0; frame--) {
                client.arrives(TestChannel.text("{\"type\":\"response.create\"}"));
                gateway.upstream.arrives(TestChannel.text("{\"type\":\"response.done\",\"response\":{\"usage\":"
                        + "{\"input_tokens\":" + random.nextInt(9) + ",\"output_tokens\":0,\"total_tokens\":0}}}"));
            }
            GatewayException gone = new GatewayException(ErrorKind.UPSTREAM_CLOSED, Reach.STARTED, "gone");
            List<Runnable> endings = List.of(
                    () -> client.closes(1000, ""), () -> gateway.upstream.closes(1011, "error"),
                    () -> client.fails(gone), () -> gateway.upstream.fails(gone));
            endings.get(random.nextInt(endings.size())).run();
            client.ends();
            gateway.upstream.ends();
            assertThat(gateway.completed().usage()).as("session %d", i).isEqualTo(Usage.UNKNOWN);
            assertThat(gateway.completed().cost()).as("session %d", i).isEmpty();
        }
    }

    private static void leaveAfter(int slices, Body.Stream body) {
        body.publisher().subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                for (int i = 0; i < slices - 1; i++) {
                    subscription.request(1);
                }
                subscription.cancel();
            }

            @Override
            public void onNext(ByteBuffer slice) {}

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onComplete() {}
        });
    }

    private static byte[] encoded(Answer answer, String encoding) {
        byte[] plain = answer.body().getBytes(UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = switch (encoding) {
            case "gzip" -> new GZIPOutputStream(bytes);
            case "deflate" -> new DeflaterOutputStream(bytes);
            default -> bytes;
        }) {
            out.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
