package dev.sluice.logging.otel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.log.RetryRefusal;
import dev.sluice.core.spi.MetricsPage.Scraped;
import dev.sluice.core.vitals.PoolUse;
import dev.sluice.core.vitals.SinkQueue;
import dev.sluice.core.vitals.Vitals;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PrometheusSinkTest {
    private static final int STRANGE_CALLS = Integer.getInteger("sluice.strange.calls", 100_000);

    private final Vitals vitals = new Vitals();
    private final PrometheusSink sink = PrometheusSink.open(Map.of(), vitals);

    private String scrape(String accept) {
        sink.flush().toCompletableFuture().join();
        return new String(sink.page().orElseThrow().scrape(accept).text(), UTF_8);
    }

    @Test
    void theTextIsPrometheuses() {
        vitals.poolFrom(() -> new PoolUse(5, 3, 1));
        Story.chat().cost("0.25").refused(RetryRefusal.NO_RETRIES_LEFT).tell(sink);
        String text = scrape("text/plain");

        assertThat(text)
                .contains("# TYPE sluice_calls_total counter\n")
                .contains("sluice_calls_total{sluice_outcome=\"completed\",sluice_route_class=\"chat\"} 1\n")
                .contains("# TYPE http_server_request_duration_seconds histogram\n")
                .contains("http_route=\"/v1/chat/completions\",url_scheme=\"http\",le=\"0.75\"} 0\n")
                .contains("http_route=\"/v1/chat/completions\",url_scheme=\"http\",le=\"+Inf\"} 1\n")
                .contains("sluice_pool_waiting 1\n")
                .contains("sluice_retries_refused_total{sluice_retry_refused=\"no_retries_left\",")
                .contains("# TYPE jvm_memory_used_bytes gauge\n")
                .doesNotContain("# EOF");
        assertThat(text.lines().filter(line -> !line.startsWith("#")))
                .allMatch(line -> line.matches("[a-z_]+(\\{[a-z_]+=\"[^\"]*\"(,[a-z_]+=\"[^\"]*\")*})? [0-9.]+"));
        assertThat(text.lines().filter(line -> line.startsWith("# TYPE"))).doesNotHaveDuplicates();
    }

    /** What a sink lost is best told by another. */
    @Test
    void theQueuesOfAllSinksAreShown() {
        vitals.queue(new SinkQueue("mine", SinkQueue.EVENTS, () -> 3, () -> 4));
        OtelSink other = OtelSink.open(
                Map.of(
                        "OTEL_TRACES_EXPORTER", "none",
                        "OTEL_METRICS_EXPORTER", "none",
                        "OTEL_LOGS_EXPORTER", "none"),
                vitals);
        other.close();
        Story.chat().tell(other);
        assertThat(scrape(""))
                .contains("sluice_telemetry_queue{sluice_signal=\"events\",sluice_sink=\"mine\"} 3\n")
                .contains("sluice_telemetry_dropped_total{sluice_signal=\"events\",sluice_sink=\"mine\"} 4\n")
                .contains("sluice_telemetry_dropped_total{sluice_signal=\"events\",sluice_sink=\"otel\"} 1\n")
                .contains("sluice_telemetry_dropped_total{sluice_signal=\"spans\",sluice_sink=\"otel\"} 0\n")
                .contains("sluice_telemetry_queue{sluice_signal=\"events\",sluice_sink=\"prometheus\"} 0\n");
    }

    @Test
    void whoAcceptsOpenMetricsGetsIt() {
        Story.chat().tell(sink);
        sink.flush().toCompletableFuture().join();
        Scraped page = sink.page().orElseThrow().scrape("application/openmetrics-text; version=1.0.0,text/plain;q=0.5");
        assertThat(page.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(new String(page.text(), UTF_8))
                .contains("# TYPE sluice_calls counter\n")
                .contains("sluice_calls_total{")
                .contains("# UNIT http_server_request_duration_seconds seconds\n")
                .endsWith("# EOF\n");
    }

    /** Whatever comes with a call, at random, through the service that tells the sinks of it. */
    @Test
    void whateverClientsSendLeavesABoundedNumberOfSeries() {
        Strangers strangers = new Strangers(new Random(7), sink);
        for (int i = 0; i < STRANGE_CALLS; i++) {
            strangers.call();
            if (i % 4000 == 0) {
                sink.flush().toCompletableFuture().join();
            }
        }
        String text = scrape("");
        long series = text.lines().filter(line -> !line.startsWith("#")).count();
        assertThat(series).isLessThan(25_000);
        assertThat(counted(text, "sluice_calls_total")).isEqualTo(STRANGE_CALLS);
        assertThat(text).contains("gen_ai_request_model=\"_OTHER\"").contains("http_route=\"_OTHER\"");
        assertThat(text.lines()
                        .filter(line -> line.startsWith("http_server_request_duration_seconds_count"))
                        .count())
                .isLessThan(1200);
    }

    private static long counted(String text, String metric) {
        return text.lines()
                .filter(line -> line.startsWith(metric + "{"))
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
