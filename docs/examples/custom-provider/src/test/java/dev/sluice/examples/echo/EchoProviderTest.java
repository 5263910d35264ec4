package dev.sluice.examples.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.codec.jsonb.JsonbCodec;
import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.Principal;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Share;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderFactory;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Services;
import dev.sluice.core.spi.Transport;
import dev.sluice.testkit.ManualClock;
import dev.sluice.testkit.ManualScheduler;
import dev.sluice.testkit.RecordingTransport;
import dev.sluice.testkit.StaticKeys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** Enters by the door that the gateway uses: the service loader, and then the factory. */
class EchoProviderTest {
    private static final Transport NO_UPSTREAM =
            RecordingTransport.failing(new IllegalStateException("This provider has no upstream"));

    private static Provider provider() {
        List<ProviderFactory> factories = ServiceLoader.load(ProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.type().equals("echo"))
                .toList();
        assertThat(factories).hasSize(1);
        ManualClock clock = ManualClock.at(Instant.ofEpochSecond(1_700_000_000));
        return factories
                .get(0)
                .create(new Services(
                        NO_UPSTREAM,
                        new StaticKeys(null, Map.of()),
                        new JsonbCodec(),
                        clock,
                        new Random(1),
                        new ManualScheduler(clock)));
    }

    private static String answer(Map<String, String> settings) {
        Deployment deployment = new Deployment(
                "echo-1",
                "greeter",
                "echo",
                "anything",
                Account.NONE,
                Share.EQUAL,
                Timeouts.DEFAULT,
                Optional.empty(),
                settings);
        ProviderRequest request =
                new ProviderRequest("POST", "/v1/chat/completions", null, Headers.EMPTY, Body.EMPTY, null, false);
        HttpReply reply = provider()
                .call(deployment, request, new CallContext("call-1", Principal.MASTER, new Cancellation()))
                .toCompletableFuture()
                .join();
        assertThat(reply.status()).isEqualTo(200);
        return UTF_8.decode(((Body.Bytes) reply.body()).slices().get(0).duplicate())
                .toString();
    }

    @Test
    void saysTheGreetingOfItsDeployment() {
        assertThat(answer(Map.of("greeting", "Ahoy")))
                .isEqualTo("{\"id\":\"chatcmpl-call-1\",\"object\":\"chat.completion\",\"created\":1700000000,"
                        + "\"model\":\"anything\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                        + "\"content\":\"Ahoy\"},\"finish_reason\":\"stop\"}]}");
    }

    @Test
    void saysHelloWhereNoneIsSet() {
        assertThat(answer(Map.of())).contains("\"content\":\"Hello\"");
    }
}
