package dev.sluice.provider.local;

import static dev.sluice.provider.local.Local.json;
import static dev.sluice.provider.local.Local.textAt;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LocalProviderTest {
    private static final Deployment MOCK = Local.deployment("m", Map.of(Deployment.MOCK_RESPONSE, "x"));
    private static final String CHAT = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private static HttpReply call(String method, String path, Body body) {
        return Local.call(method, path, body, MOCK, new Cancellation())
                .toCompletableFuture()
                .join();
    }

    private static void assertFails(Body body, Deployment deployment, Cancellation cancellation, ErrorKind kind) {
        assertThatThrownBy(() -> Local.call("POST", "/chat/completions", body, deployment, cancellation)
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(GatewayException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(kind);
                    assertThat(failure.reach()).isEqualTo(Reach.NOT_SENT);
                });
    }

    @Test
    void theServiceLoaderFindsIt() {
        List<ProviderFactory> factories = ServiceLoader.load(ProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.type().equals("local"))
                .toList();
        assertThat(factories).hasSize(1);
        try (Provider provider = factories.get(0).create(Local.services())) {
            assertThat(provider.type()).isEqualTo("local");
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void readsABodyInSlices() {
        byte[] bytes = CHAT.getBytes(UTF_8);
        Body body = new Body.Bytes(
                List.of(ByteBuffer.wrap(bytes, 0, 10), ByteBuffer.wrap(bytes, 10, bytes.length - 10)), bytes.length);
        assertThat(call("POST", "/chat/completions", body).status()).isEqualTo(200);
        assertThat(call("POST", "/chat/completions", body).status())
                .as("and leaves it as it was")
                .isEqualTo(200);
    }

    @Test
    void anEmptyBodyIsNoJson() {
        HttpReply reply = call("POST", "/chat/completions", Body.EMPTY);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(textAt(json(reply), "error", "message")).startsWith("We could not parse the JSON body");
    }

    @Test
    void saysWhatItServes() {
        HttpReply reply = call("POST", "/v1/images/generations", Body.EMPTY);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(Local.text(reply))
                .isEqualTo("{\"error\":{\"message\":\"Invalid URL (POST /v1/images/generations). The local provider"
                        + " serves POST /v1/chat/completions, /v1/completions, /v1/embeddings, /v1/responses.\","
                        + "\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}");
        assertThat(Local.text(call("GET", "/" + "x".repeat(5000), Body.EMPTY))).hasSizeLessThan(500);
    }

    @Test
    void takesOnlyPost() {
        HttpReply reply = call("GET", "/v1/chat/completions", Body.EMPTY);
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.headers().first("Allow")).hasValue("POST");
        assertThat(textAt(json(reply), "error", "message")).startsWith("Not allowed to GET on /v1/chat/completions.");
    }

    @Test
    void refusesAStreamedBodyAndTellsItsSender() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Flow.Publisher<ByteBuffer> upload = subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                throw new AssertionError("Nothing is to be read");
            }

            @Override
            public void cancel() {
                cancelled.set(true);
            }
        });
        assertFails(
                new Body.Stream(upload, OptionalLong.empty()), MOCK, new Cancellation(), ErrorKind.PAYLOAD_TOO_LARGE);
        assertThat(cancelled).isTrue();
    }

    @Test
    void failsForADeploymentWithoutAMock() {
        assertFails(
                Body.Bytes.of(CHAT.getBytes(UTF_8)),
                Local.deployment("m", Map.of()),
                new Cancellation(),
                ErrorKind.NO_UPSTREAM);
    }

    @Test
    void failsForACallThatIsCancelled() {
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();
        assertFails(Body.Bytes.of(CHAT.getBytes(UTF_8)), MOCK, cancelled, ErrorKind.CLIENT_CLOSED);
    }
}
