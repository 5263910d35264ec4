package dev.sluice.logging.otel.names;

import static dev.sluice.logging.otel.names.Instrument.COUNTER;
import static dev.sluice.logging.otel.names.Instrument.GAUGE;
import static dev.sluice.logging.otel.names.Instrument.HISTOGRAM;
import static dev.sluice.logging.otel.names.Instrument.UP_DOWN_COUNTER;

import java.util.List;
import java.util.Optional;

/** The metrics. */
@SuppressWarnings("ImmutableEnumChecker") // Keys and lists of such are never changed.
public enum Metric {
    OPERATION_DURATION(
            "gen_ai.client.operation.duration",
            "gen_ai.client.inference.duration",
            HISTOGRAM,
            "s",
            Buckets.OPERATION,
            Labels.MODEL_WITH_ERROR,
            "How long attempts of calls to models take; the one that answers ends with the call"),
    TIME_TO_FIRST_CHUNK(
            "gen_ai.client.operation.time_to_first_chunk",
            "gen_ai.client.inference.time_to_first_chunk",
            HISTOGRAM,
            "s",
            Buckets.OPERATION,
            Labels.MODEL,
            "From the attempt's beginning to the first piece of a streamed answer"),
    TIME_PER_OUTPUT_CHUNK(
            "gen_ai.client.operation.time_per_output_chunk",
            "gen_ai.client.inference.time_per_output_chunk",
            HISTOGRAM,
            "s",
            Buckets.CHUNK,
            Labels.MODEL,
            "From one piece of a streamed answer to the next, on average over the answer"),
    TOKEN_USAGE(
            "gen_ai.client.token.usage",
            Generation.CURRENT_ONLY,
            HISTOGRAM,
            "{token}",
            Buckets.TOKENS,
            Labels.TOKENS,
            "Tokens of an answer, where the upstream told them"),
    INPUT_TOKENS(
            "gen_ai.client.inference.usage.input_tokens",
            Generation.LATEST_ONLY,
            COUNTER,
            "{token}",
            Buckets.NONE,
            Labels.MODALITY,
            "Tokens of inputs"),
    OUTPUT_TOKENS(
            "gen_ai.client.inference.usage.output_tokens",
            Generation.LATEST_ONLY,
            COUNTER,
            "{token}",
            Buckets.NONE,
            Labels.MODALITY,
            "Tokens of outputs"),
    CACHE_READ_TOKENS(
            "gen_ai.client.inference.usage.cache_read.input_tokens",
            Generation.LATEST_ONLY,
            COUNTER,
            "{token}",
            Buckets.NONE,
            Labels.MODALITY,
            "Of the inputs: read from a cache"),
    CACHE_WRITE_TOKENS(
            "gen_ai.client.inference.usage.cache_write.input_tokens",
            Generation.LATEST_ONLY,
            COUNTER,
            "{token}",
            Buckets.NONE,
            Labels.MODALITY,
            "Of the inputs: written to a cache"),
    REASONING_TOKENS(
            "gen_ai.client.inference.usage.reasoning.output_tokens",
            Generation.LATEST_ONLY,
            COUNTER,
            "{token}",
            Buckets.NONE,
            Labels.MODALITY,
            "Of the outputs: reasoning"),
    OPERATION_INPUT_TOKENS(
            "gen_ai.client.inference.operation.input_tokens",
            Generation.LATEST_ONLY,
            HISTOGRAM,
            "{token}",
            Buckets.TOKENS,
            Labels.MODEL,
            "Tokens of the input of one call"),
    OPERATION_OUTPUT_TOKENS(
            "gen_ai.client.inference.operation.output_tokens",
            Generation.LATEST_ONLY,
            HISTOGRAM,
            "{token}",
            Buckets.TOKENS,
            Labels.MODEL,
            "Tokens of the output of one call"),

    SERVER_DURATION(
            "http.server.request.duration",
            HISTOGRAM,
            "s",
            Buckets.HTTP,
            Labels.SERVER,
            "How long calls take, from the request's head to the answer's end"),
    SERVER_ACTIVE(
            "http.server.active_requests", UP_DOWN_COUNTER, "{request}", Labels.ACTIVE, "Calls that are not over"),
    CLIENT_DURATION(
            "http.client.request.duration",
            HISTOGRAM,
            "s",
            Buckets.HTTP,
            Labels.CLIENT,
            "How long attempts take; the one that answers ends with the call"),

    CALLS("sluice.calls", COUNTER, "{call}", Labels.CALL, "Calls that are over"),
    ATTEMPTS("sluice.attempts", COUNTER, "{attempt}", Labels.ATTEMPT, "Attempts on deployments"),
    FALLBACKS(
            "sluice.fallbacks",
            COUNTER,
            "{fallback}",
            Labels.DEPLOYMENT,
            "Attempts that another model group took over"),
    RETRIES_REFUSED(
            "sluice.retries.refused",
            COUNTER,
            "{call}",
            Labels.REFUSAL,
            "Calls whose failed attempt was not followed by another"),
    USAGE("sluice.usage", COUNTER, "{call}", Labels.USAGE, "Calls to models, by how far their usage is known"),
    COST("sluice.cost", COUNTER, "{USD}", Labels.MODEL, "What calls cost, as far as it is known"),
    OVERHEAD(
            "sluice.overhead.duration",
            HISTOGRAM,
            "s",
            Buckets.OVERHEAD,
            Labels.CLASS,
            "From the request's head to the answer's, less the time in which an upstream was waited for"),
    RUN_DURATION("sluice.run.duration", HISTOGRAM, "s", Buckets.RUN, Labels.RUN, "How long runs take"),
    STREAMS("sluice.streams.open", UP_DOWN_COUNTER, "{stream}", Labels.NONE, "Answers of upstreams that are not over"),
    DEPLOYMENT_STATE(
            "sluice.deployment.state",
            GAUGE,
            "{state}",
            Labels.STATE,
            "1 for the state in which a deployment is, 0 for the others"),
    DEPLOYMENT_REST(
            "sluice.deployment.cooldown",
            GAUGE,
            "s",
            Labels.DEPLOYMENT,
            "For how long a deployment rests yet; 0 where it does not"),
    DEPLOYMENT_IN_FLIGHT(
            "sluice.deployment.in_flight", GAUGE, "{call}", Labels.DEPLOYMENT, "Calls in flight on a deployment"),
    COOLDOWNS("sluice.cooldowns", COUNTER, "{cooldown}", Labels.DEPLOYMENT, "How often a deployment was sent to rest"),
    PROBES(
            "sluice.ledger.probes",
            COUNTER,
            "{probe}",
            Labels.NONE,
            "Accounts that were asked for an id that no memory knew"),
    POOL_CONNECTIONS("sluice.pool.connections", GAUGE, "{connection}", Labels.NONE, "Connections to upstreams"),
    POOL_BUSY("sluice.pool.busy", GAUGE, "{request}", Labels.NONE, "Requests that have a connection to an upstream"),
    POOL_WAITING("sluice.pool.waiting", GAUGE, "{request}", Labels.NONE, "Requests that wait for a connection"),
    REPLAY("sluice.replay.memory", GAUGE, "By", Labels.NONE, "Memory of bodies that are kept to be sent again"),
    QUEUE("sluice.telemetry.queue", GAUGE, "{item}", Labels.SIGNAL, "What waits to be told or exported"),
    DROPPED(
            "sluice.telemetry.dropped",
            COUNTER,
            "{item}",
            Labels.SIGNAL,
            "What was not told or exported, and never will be"),

    JVM_MEMORY_USED("jvm.memory.used", UP_DOWN_COUNTER, "By", Labels.MEMORY, "Memory in use"),
    JVM_MEMORY_COMMITTED("jvm.memory.committed", UP_DOWN_COUNTER, "By", Labels.MEMORY, "Memory that is set aside"),
    JVM_MEMORY_LIMIT("jvm.memory.limit", UP_DOWN_COUNTER, "By", Labels.MEMORY, "The most memory that there may be"),
    JVM_MEMORY_AFTER_GC(
            "jvm.memory.used_after_last_gc",
            UP_DOWN_COUNTER,
            "By",
            Labels.MEMORY,
            "Memory in use after the last collection"),
    JVM_BUFFER_USED(
            "jvm.buffer.memory.used", UP_DOWN_COUNTER, "By", Labels.BUFFERS, "Memory of buffers outside the heap"),
    JVM_BUFFER_COUNT("jvm.buffer.count", UP_DOWN_COUNTER, "{buffer}", Labels.BUFFERS, "Buffers outside the heap"),
    JVM_GC_DURATION("jvm.gc.duration", HISTOGRAM, "s", Buckets.GC, Labels.GC, "How long collections of garbage take"),
    JVM_THREADS("jvm.thread.count", UP_DOWN_COUNTER, "{thread}", Labels.THREADS, "Threads"),
    JVM_CLASSES_LOADED("jvm.class.loaded", COUNTER, "{class}", Labels.NONE, "Classes loaded since the start"),
    JVM_CLASSES_UNLOADED("jvm.class.unloaded", COUNTER, "{class}", Labels.NONE, "Classes unloaded since the start"),
    JVM_CLASSES("jvm.class.count", UP_DOWN_COUNTER, "{class}", Labels.NONE, "Classes that are loaded"),
    JVM_CPU_TIME("jvm.cpu.time", COUNTER, "s", Labels.NONE, "CPU time of the process"),
    JVM_CPU_COUNT("jvm.cpu.count", UP_DOWN_COUNTER, "{cpu}", Labels.NONE, "Processors that the JVM sees"),
    JVM_CPU_UTILIZATION("jvm.cpu.recent_utilization", GAUGE, "1", Labels.NONE, "How busy the process keeps them");

    private final String name;
    private final String latest;
    private final Generation generation;
    private final Instrument instrument;
    private final String unit;
    private final List<Double> buckets;
    private final List<Use> uses;
    private final String meaning;

    Metric(String name, Instrument instrument, String unit, List<Use> uses, String meaning) {
        this(name, name, Generation.BOTH, instrument, unit, Buckets.NONE, uses, meaning);
    }

    Metric(String name, Instrument instrument, String unit, List<Double> buckets, List<Use> uses, String meaning) {
        this(name, name, Generation.BOTH, instrument, unit, buckets, uses, meaning);
    }

    Metric(
            String name,
            String latest,
            Instrument instrument,
            String unit,
            List<Double> buckets,
            List<Use> uses,
            String meaning) {
        this(name, latest, Generation.BOTH, instrument, unit, buckets, uses, meaning);
    }

    Metric(
            String name,
            Generation generation,
            Instrument instrument,
            String unit,
            List<Double> buckets,
            List<Use> uses,
            String meaning) {
        this(name, name, generation, instrument, unit, buckets, uses, meaning);
    }

    Metric(
            String name,
            String latest,
            Generation generation,
            Instrument instrument,
            String unit,
            List<Double> buckets,
            List<Use> uses,
            String meaning) {
        this.name = name;
        this.latest = latest;
        this.generation = generation;
        this.instrument = instrument;
        this.unit = unit;
        this.buckets = buckets;
        this.uses = uses;
        this.meaning = meaning;
    }

    /** Whether these conventions know it. */
    public boolean isIn(Conventions conventions) {
        return generation.has(conventions);
    }

    /** Its name. */
    public String in(Conventions conventions) {
        return conventions == Conventions.LATEST ? latest : name;
    }

    /** The name that it is going to have, where that differs. */
    public Optional<String> latest() {
        return latest.equals(name) ? Optional.empty() : Optional.of(latest);
    }

    /** How it adds up. */
    public Instrument instrument() {
        return instrument;
    }

    /** Its unit, as <a href="https://ucum.org">UCUM</a> writes it. */
    public String unit() {
        return unit;
    }

    /** Where its buckets end; empty where it has none. */
    public List<Double> buckets() {
        return buckets;
    }

    /** Its attributes. */
    public List<Use> uses() {
        return uses;
    }

    /** What it counts, in Markdown. */
    public String meaning() {
        return meaning;
    }
}
