package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.Principal;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.core.spi.KeyStore;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Services;
import dev.sluice.core.spi.Transport;
import dev.sluice.testkit.ManualClock;
import dev.sluice.testkit.ManualScheduler;
import dev.sluice.testkit.RecordingTransport;
import dev.sluice.testkit.StaticKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Provider} must do, wherever it gets its answers. One that asks an upstream over HTTP extends {@link
 * RemoteProviderContract} instead.
 */
public abstract class ProviderContract {
    /** The time at which every test of the contract takes place. */
    protected static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    /** A new provider. */
    protected abstract Provider newProvider(Services services);

    /** A deployment of this provider with this account; complete enough to be called. */
    protected abstract Deployment newDeployment(Account account);

    /** The codec of a provider that reads or writes JSON. */
    protected JsonCodec json() {
        throw new UnsupportedOperationException("This provider's test names no JsonCodec: override json()");
    }

    private Services services(Transport transport, KeyStore keys) {
        ManualClock clock = ManualClock.at(NOW);
        return new Services(
                transport, keys, new LateJson(this::json), clock, new Random(7), new ManualScheduler(clock));
    }

    final Provider provider(Transport transport, Map<String, String> environment) {
        return newProvider(services(transport, new StaticKeys(null, environment)));
    }

    final Provider provider() {
        return provider(RecordingTransport.answering(new HttpReply(200, Headers.EMPTY, Body.EMPTY)), Map.of());
    }

    static CallContext context() {
        return new CallContext("call-1", Principal.ANONYMOUS, new Cancellation());
    }

    /** A chat request of one message, which names no model. */
    static ProviderRequest chat() {
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"h\u00e9llo\"}]}";
        return new ProviderRequest(
                "POST",
                "/v1/chat/completions",
                null,
                Headers.of("Content-Type", "application/json"),
                Body.Bytes.of(body.getBytes(StandardCharsets.UTF_8)),
                null,
                false);
    }

    @Test
    void itsTypeIsOneLowerCaseWord() {
        try (Provider provider = provider()) {
            assertThat(provider.type()).matches("[a-z][a-z0-9_]*").isEqualTo(provider.type());
        }
    }

    @Test
    void deploymentsNameItsType() {
        try (Provider provider = provider()) {
            assertThat(newDeployment(Account.NONE).provider()).isEqualTo(provider.type());
        }
    }

    @Test
    void whatIsWrongWithADeploymentIsForItsCallsToSay() {
        try (Provider provider = provider()) {
            Deployment deployment = newDeployment(Account.NONE);
            provider.prepare(deployment);
            assertThat(Outcomes.of(provider.call(deployment, chat(), context())))
                    .isNotEmpty();
        }
    }

    @Test
    void aCallIsAnsweredOrFailsButNeverThrows() {
        try (Provider provider = provider()) {
            CompletionStage<HttpReply> reply = provider.call(newDeployment(Account.NONE), chat(), context());
            assertThat(reply).isNotNull();
        }
    }

    @Test
    void anUnheardOfRequestIsAnsweredOrFailsButNeverThrows() {
        ProviderRequest odd = new ProviderRequest("PATCH", "", "?&=%", Headers.EMPTY, Body.EMPTY, null, true);
        try (Provider provider = provider()) {
            CompletionStage<HttpReply> reply = provider.call(newDeployment(Account.NONE), odd, context());
            assertThat(Outcomes.of(reply)).isNotEmpty();
        }
    }

    @Test
    void closingTwiceIsHarmless() {
        Provider provider = provider();
        provider.close();
        assertThatCode(provider::close).doesNotThrowAnyException();
    }
}
