package dev.sluice.logging.otel.export;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** {@code OTEL_*} variables as the SDK's properties. */
final class OtelProperties {
    private static final String PREFIX = "OTEL_";
    private static final String PROTOCOL = "otel.exporter.otlp.protocol";
    private static final String HTTP = "http/protobuf";
    private static final String SERVICE = "otel.service.name";

    /** Time series of one metric; the second line behind attributes that are bounded by themselves. */
    private static final String MOST_SERIES = "2000";

    private OtelProperties() {}

    /**
     * What the environment says, and our own defaults for what it does not.
     *
     * @throws IllegalArgumentException where it asks for gRPC, which is not on board
     */
    static Map<String, String> of(Map<String, String> environment) {
        Map<String, String> properties = new HashMap<>();
        properties.put(PROTOCOL, HTTP);
        properties.put("otel.java.metrics.cardinality.limit", MOST_SERIES);
        if (!environment.getOrDefault("OTEL_RESOURCE_ATTRIBUTES", "").contains("service.name=")) {
            properties.put(SERVICE, "sluice");
        }
        environment.forEach((name, value) -> {
            // Empty is unset, as compose files write it.
            if (name.startsWith(PREFIX) && !value.isBlank()) {
                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        properties.forEach((name, value) -> {
            if (name.startsWith("otel.exporter.otlp.")
                    && name.endsWith("protocol")
                    && !value.strip().equals(HTTP)) {
                throw new IllegalArgumentException(name.toUpperCase(Locale.ROOT).replace('.', '_')
                        + ": only http/protobuf is spoken; send to the collector's HTTP port, 4318 as a rule.");
            }
        });
        return properties;
    }
}
