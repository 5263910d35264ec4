package dev.sluice.core.spi;

import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a provider may use.
 *
 * @param transport the way to upstreams
 * @param keys resolves the secrets of deployments
 * @param json reads and writes JSON
 * @param clock the time of day
 * @param random for ids and jitter; thread-safe
 * @param scheduler for what has to be done between calls
 * @param assistants what it takes to serve the Assistants API; empty where the gateway does not
 * @param log takes the record of what the provider does by itself, beside the calls that are handed to it
 */
public record Services(
        Transport transport,
        KeyStore keys,
        JsonCodec json,
        Clock clock,
        RandomGenerator random,
        Scheduler scheduler,
        Optional<AssistantServices> assistants,
        LogSink log) {
    /** Services of a gateway that does not serve the Assistants API itself. */
    public Services(
            Transport transport,
            KeyStore keys,
            JsonCodec json,
            Clock clock,
            RandomGenerator random,
            Scheduler scheduler) {
        this(transport, keys, json, clock, random, scheduler, Optional.empty(), new SilentSink());
    }

    /** The same in a gateway that serves the Assistants API itself. */
    public Services with(AssistantServices own) {
        return new Services(transport, keys, json, clock, random, scheduler, Optional.of(own), log);
    }

    /** The same with a record that is read. */
    public Services telling(LogSink sink) {
        return new Services(transport, keys, json, clock, random, scheduler, assistants, sink);
    }
}
