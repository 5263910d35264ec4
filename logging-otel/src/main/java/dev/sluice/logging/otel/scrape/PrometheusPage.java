package dev.sluice.logging.otel.scrape;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.core.spi.MetricsPage;

/**
 * The page that Prometheus scrapes.
 *
 * @param reader collects what is on it
 */
public record PrometheusPage(ScrapeReader reader) implements MetricsPage {
    private static final String OPEN_METRICS = "application/openmetrics-text";

    @Override
    public Scraped scrape(String accept) {
        boolean openMetrics = accept.contains(OPEN_METRICS);
        byte[] text = Exposition.of(reader.collect(), openMetrics).getBytes(UTF_8);
        return openMetrics
                ? new Scraped(OPEN_METRICS + "; version=1.0.0; charset=utf-8", text)
                : new Scraped("text/plain; version=0.0.4; charset=utf-8", text);
    }
}
