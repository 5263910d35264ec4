package dev.sluice.logging.otel.names;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import java.util.Optional;

/** The attributes, with their types and meanings. */
@SuppressWarnings("ImmutableEnumChecker") // Keys and lists of such are never changed.
public enum Attribute {
    OPERATION(
            "gen_ai.operation.name",
            AttributeType.STRING,
            "What is asked for: `chat`, `embeddings`, `invoke_agent`, …"),
    PROVIDER(
            "gen_ai.provider.name",
            AttributeType.STRING,
            "`openai`, `azure.ai.openai`, or the type of another provider"),
    REQUEST_MODEL(
            "gen_ai.request.model",
            AttributeType.STRING,
            "The model as the upstream was asked for it; on metrics `_OTHER` for models that are not known to exist"),
    RESPONSE_MODEL(
            "gen_ai.response.model", AttributeType.STRING, "The model that says it answered; on metrics as above"),
    RESPONSE_ID("gen_ai.response.id", AttributeType.STRING, "The id of the object that was made"),
    FINISH_REASONS("gen_ai.response.finish_reasons", AttributeType.STRING_ARRAY, "Why the choices ended"),
    STREAM("gen_ai.request.stream", AttributeType.BOOLEAN, "`true` where a stream was asked for"),
    FIRST_CHUNK(
            "gen_ai.response.time_to_first_chunk",
            AttributeType.DOUBLE,
            "Seconds from the attempt's beginning to the first piece of a stream"),
    INPUT_TOKENS("gen_ai.usage.input_tokens", AttributeType.LONG, "Tokens of the input, cached ones included"),
    OUTPUT_TOKENS("gen_ai.usage.output_tokens", AttributeType.LONG, "Tokens of the output, reasoning included"),
    CACHE_READ("gen_ai.usage.cache_read.input_tokens", AttributeType.LONG, "Of the input: read from a cache"),
    CACHE_WRITE(
            "gen_ai.usage.cache_creation.input_tokens",
            "gen_ai.usage.cache_write.input_tokens",
            AttributeType.LONG,
            "Of the input: written to a cache"),
    REASONING("gen_ai.usage.reasoning.output_tokens", AttributeType.LONG, "Of the output: reasoning"),
    TOKEN_TYPE("gen_ai.token.type", AttributeType.STRING, "`input` or `output`"),
    TOKEN_MODALITY("gen_ai.token.modality", AttributeType.STRING, "`text`, `image`, `audio` or `unknown`"),
    CONVERSATION("gen_ai.conversation.id", AttributeType.STRING, "The thread of a run"),
    AGENT_ID("gen_ai.agent.id", AttributeType.STRING, "The assistant of a run"),
    API_TYPE("openai.api.type", AttributeType.STRING, "`chat_completions` or `responses`"),
    SERVICE_TIER("openai.response.service_tier", AttributeType.STRING, "The tier that the answer names"),

    ERROR("error.type", AttributeType.STRING, "The gateway's own kind of failure, or the status, of 400 or more"),
    METHOD("http.request.method", AttributeType.STRING, "The method; `_OTHER` for one that HTTP does not know"),
    STATUS("http.response.status_code", AttributeType.LONG, "The status"),
    ROUTE("http.route", AttributeType.STRING, "The path with `{}` for every segment that is no word of the API"),
    SCHEME("url.scheme", AttributeType.STRING, "`http`: TLS ends before the gateway"),
    PATH("url.path", AttributeType.STRING, "As `http.route`: ids and names never leave"),
    URL("url.full", AttributeType.STRING, "The upstream's origin, with the route; ids and names never leave"),
    SERVER("server.address", AttributeType.STRING, "The upstream's host"),
    PORT("server.port", AttributeType.LONG, "The upstream's port"),
    RESENDS("http.request.resend_count", AttributeType.LONG, "Which attempt after the first it is"),
    REQUEST_BYTES("http.request.body.size", AttributeType.LONG, "Bytes of the request's body that were read"),
    RESPONSE_BYTES("http.response.body.size", AttributeType.LONG, "Bytes of the answer's body that went to the client"),

    CALL_ID("sluice.call.id", AttributeType.STRING, "The id that the client was told in `x-litellm-call-id`"),
    ROUTE_CLASS("sluice.route.class", AttributeType.STRING, "What the path is about: `chat`, `files`, `threads`, …"),
    PRINCIPAL("sluice.principal", AttributeType.STRING, "Who called"),
    OUTCOME(
            "sluice.outcome",
            AttributeType.STRING,
            "`completed`, `client_closed`, `upstream_closed`, `timeout`; of runs, their status"),
    MODEL_GROUP("sluice.model", AttributeType.STRING, "The model group, or the model that the request named"),
    DEPLOYMENT("sluice.deployment", AttributeType.STRING, "The deployment's id"),
    DEPLOYMENT_STATE("sluice.deployment.state", AttributeType.STRING, "`healthy`, `resting` or `half_open`"),
    ATTEMPTS("sluice.attempts", AttributeType.LONG, "How many attempts were made"),
    ATTEMPT("sluice.attempt", AttributeType.LONG, "Which attempt of its call it is, from 1"),
    RETRY_REFUSED("sluice.retry.refused", AttributeType.STRING, "Why a failed attempt was not followed by another"),
    CERTAINTY("sluice.usage.certainty", AttributeType.STRING, "`exact`, `at_least`, `unknown` or `nothing`"),
    COST("sluice.cost", AttributeType.DOUBLE, "US dollars; absent where usage or price is unknown"),
    DURATION("sluice.duration", AttributeType.DOUBLE, "Seconds from the request's head to the answer's end"),
    FIRST_BYTE("sluice.time_to_first_byte", AttributeType.DOUBLE, "Seconds from the request's head to the answer's"),
    MODEL_CALLS("sluice.run.model_calls", AttributeType.LONG, "How many models a run has called"),
    SINK("sluice.sink", AttributeType.STRING, "The sink, by its name in the configuration"),
    SIGNAL("sluice.signal", AttributeType.STRING, "`events`, `spans`, `logs` or `metrics`"),

    MEMORY_TYPE("jvm.memory.type", AttributeType.STRING, "`heap` or `non_heap`"),
    MEMORY_POOL("jvm.memory.pool.name", AttributeType.STRING, "The memory pool"),
    BUFFER_POOL("jvm.buffer.pool.name", AttributeType.STRING, "The buffer pool"),
    GC_NAME("jvm.gc.name", AttributeType.STRING, "The garbage collector"),
    GC_ACTION("jvm.gc.action", AttributeType.STRING, "What it did"),
    THREAD_DAEMON("jvm.thread.daemon", AttributeType.BOOLEAN, "Whether the threads are daemons"),
    THREAD_STATE("jvm.thread.state", AttributeType.STRING, "`runnable`, `waiting`, …");

    private final String meaning;
    private final AttributeType type;
    private final AttributeKey<?> current;
    private final AttributeKey<?> latest;

    Attribute(String name, AttributeType type, String meaning) {
        this(name, name, type, meaning);
    }

    Attribute(String name, String latest, AttributeType type, String meaning) {
        this.meaning = meaning;
        this.type = type;
        this.current = key(name, type);
        this.latest = key(latest, type);
    }

    private static AttributeKey<?> key(String name, AttributeType type) {
        return switch (type) {
            case STRING -> AttributeKey.stringKey(name);
            case STRING_ARRAY -> AttributeKey.stringArrayKey(name);
            case LONG -> AttributeKey.longKey(name);
            case DOUBLE -> AttributeKey.doubleKey(name);
            case BOOLEAN -> AttributeKey.booleanKey(name);
            default -> throw new IllegalArgumentException(name + " cannot be " + type);
        };
    }

    /** Its name. */
    public String in(Conventions conventions) {
        return keyIn(conventions).getKey();
    }

    private AttributeKey<?> keyIn(Conventions conventions) {
        return conventions == Conventions.LATEST ? latest : current;
    }

    /** The name that it is going to have, where that differs. */
    public Optional<String> latest() {
        return latest.equals(current) ? Optional.empty() : Optional.of(latest.getKey());
    }

    /** Its type. */
    public AttributeType type() {
        return type;
    }

    /** What it says, in Markdown. */
    public String meaning() {
        return meaning;
    }

    /** Its key, for values of its own type. */
    @SuppressWarnings("unchecked")
    <T> AttributeKey<T> key(Conventions conventions, AttributeType wanted) {
        if (type != wanted) {
            throw new IllegalArgumentException(name() + " is " + type + ", not " + wanted);
        }
        return (AttributeKey<T>) keyIn(conventions);
    }
}
