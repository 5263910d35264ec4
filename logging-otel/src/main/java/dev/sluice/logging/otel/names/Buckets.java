package dev.sluice.logging.otel.names;

import java.util.List;
import java.util.stream.IntStream;

/** Where the buckets of histograms end. The first three are those of the semantic conventions. */
final class Buckets {
    /** Of what models take, in seconds: from 10 ms, doubled up to 81.92 s. */
    static final List<Double> OPERATION =
            IntStream.rangeClosed(0, 13).mapToObj(i -> 0.01 * (1 << i)).toList();

    /** Of tokens: powers of four up to 4^13. */
    static final List<Double> TOKENS =
            IntStream.rangeClosed(0, 13).mapToObj(i -> (double) (1L << (2 * i))).toList();

    /** Of HTTP, in seconds. */
    static final List<Double> HTTP =
            List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);

    /** Of one piece of a stream, in seconds. */
    static final List<Double> CHUNK = List.of(0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 2.5);

    /** Of what the gateway itself adds, in seconds. */
    static final List<Double> OVERHEAD =
            List.of(0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0);

    /** Of runs, in seconds. */
    static final List<Double> RUN = List.of(0.1, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0);

    /** Of collections of garbage, in seconds. */
    static final List<Double> GC = List.of(0.01, 0.1, 1.0, 10.0);

    static final List<Double> NONE = List.of();

    private Buckets() {}
}
