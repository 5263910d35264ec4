package dev.sluice.e2e.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.log.Quantity;
import dev.sluice.core.log.Usage.Certainty;
import dev.sluice.core.support.invoice.Answer;
import dev.sluice.core.support.invoice.Invoice;
import dev.sluice.core.support.invoice.Invoices;
import dev.sluice.core.support.invoice.Recorded;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.RecordedRequest;
import dev.sluice.testkit.fault.Script;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * However calls end on the wire, the built jar's access log says of each what its upstream will charge, or a bound of it, or
 * that it is unknown. {@code -Dsluice.endings=10000} says how many.
 */
final class EndingsIT {
    private static final int ENDINGS = Integer.getInteger("sluice.endings", 300);
    private static final int CALLERS = 4;
    private static final int FORGET_EVERY = 500;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern NUMBER = Pattern.compile("\\?ending=(\\d+)$");
    private static final Pattern MEMBER = Pattern.compile("\"([a-z_]+)\":(?:\"([^\"]*)\"|([0-9.]+|null))");
    private static final String PRICES = "input_cost_per_token: " + Invoice.IN.toPlainString()
            + ", cache_read_input_token_cost: " + Invoice.CACHED.toPlainString() + ", output_cost_per_token: "
            + Invoice.OUT.toPlainString() + ", input_cost_per_second: " + Invoice.SECOND.toPlainString();

    private final List<Ending> endings;

    /** How often the upstream has worked for each of them. */
    private final AtomicIntegerArray asked = new AtomicIntegerArray(ENDINGS);

    @TempDir
    Path directory;

    EndingsIT() {
        Random random = new Random(7);
        Invoices invoices = new Invoices(random);
        endings = IntStream.range(0, ENDINGS)
                .mapToObj(number -> Ending.of(number, invoices.any(), random))
                .toList();
    }

    @Test
    void noFigureIsWrong() throws Exception {
        Path log = directory.resolve("calls.jsonl");
        try (FaultyUpstream upstream = FaultyUpstream.answering(this::script);
                Rig rig = Rig.upstream(upstream.port())
                        .general("access_log: " + log)
                        .litellm("num_retries: 1", "cooldown_time: 0")
                        .models(
                                "- {model_name: m, litellm_params: {model: openai/m, " + PRICES + "}}",
                                "- {model_name: " + Answer.FREE_MODEL + ", litellm_params: {model: openai/"
                                        + Answer.FREE_MODEL + "}}")
                        .start(directory)) {
            Parallel.forEach(CALLERS, ENDINGS, LIMIT, number -> {
                call(rig, endings.get(number));
                if (number % FORGET_EVERY == 0) {
                    upstream.forgetRequests();
                }
            });
            Eventually.await("every call is recorded", SOON, () -> records(log).size() == ENDINGS);
        }
        Map<String, Map<String, String>> records = records(log);
        Map<Certainty, Integer> seen = new EnumMap<>(Certainty.class);
        for (Ending ending : endings) {
            Map<String, String> record = records.getOrDefault(ending.trace(), Map.of());
            String told = ending + ": " + record;
            assertThat(record).as(told).isNotEmpty();
            Recorded recorded = recorded(record);
            int times = asked.get(ending.number());
            assertThat(times).as(told).isPositive();
            if (ending.mustBeExact()) {
                assertThat(recorded.certainty()).as(told).isEqualTo(Certainty.EXACT);
            }
            recorded.check(ending.answer(), times, ending.isWhole(), told);
            seen.merge(recorded.certainty(), 1, Integer::sum);
        }
        System.out.println(ENDINGS + " endings on the wire: " + seen);
        assertThat(seen).containsKeys(Certainty.EXACT, Certainty.UNKNOWN, Certainty.NOTHING);
    }

    private Script script(RecordedRequest request) {
        Matcher number = NUMBER.matcher(request.target());
        if (!number.find()) {
            return Script.answer("404 Not Found", "{}", "Content-Type: application/json");
        }
        Ending ending = endings.get(Integer.parseInt(number.group(1)));
        asked.incrementAndGet(ending.number());
        return ending.script();
    }

    private static void call(Rig rig, Ending ending) throws IOException {
        Answer answer = ending.answer();
        byte[] body = answer.asked().getBytes(UTF_8);
        String head = answer.method() + " " + answer.target() + "?ending=" + ending.number() + " HTTP/1.1\r\n"
                + Rig.HOST + "\r\n" + Rig.AUTH + "\r\ntraceparent: 00-" + ending.trace() + "-00000000000000ff-01\r\n"
                + (answer.sent().isEmpty() ? "" : "Content-Type: " + answer.sent() + "\r\n") + "Content-Length: "
                + body.length + "\r\n\r\n";
        try (RawHttpClient client = rig.connect()) {
            client.send(head).send(body);
            if (ending.leavesAfter() < 0) {
                client.readResponse(answer.method());
            } else {
                // Framing counts as well: whoever leaves does not care what they are bytes of.
                client.readHead();
                client.read(ending.leavesAfter());
                client.reset();
            }
        } catch (EOFException over) {
            // The answer was shorter, or broke off before its head went out.
        }
    }

    /** The members of each line of the log, by the trace of its call. */
    private static Map<String, Map<String, String>> records(Path log) {
        try {
            return Files.readAllLines(log).stream()
                    .map(EndingsIT::members)
                    .filter(line -> "call".equals(line.get("event")))
                    .collect(Collectors.toMap(line -> line.getOrDefault("trace_id", ""), line -> line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> members(String line) {
        Map<String, String> members = new HashMap<>();
        Matcher member = MEMBER.matcher(line);
        while (member.find()) {
            members.put(member.group(1), member.group(2) == null ? member.group(3) : member.group(2));
        }
        return members;
    }

    private static Recorded recorded(Map<String, String> record) {
        Map<Quantity, Long> figures = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            Optional.ofNullable(record.get(quantity.wire()))
                    .ifPresent(figure -> figures.put(quantity, Long.parseLong(figure)));
        }
        Certainty certainty = Certainty.valueOf(record.getOrDefault("usage", "").toUpperCase(Locale.ROOT));
        Optional<BigDecimal> cost = Optional.ofNullable(record.get("cost"))
                .filter(text -> !text.equals("null"))
                .map(BigDecimal::new);
        return new Recorded(certainty, figures, cost);
    }
}
