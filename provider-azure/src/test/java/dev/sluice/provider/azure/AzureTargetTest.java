package dev.sluice.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.testkit.Bodies;
import dev.sluice.testkit.RecordingTransport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of URL, as a client may ask for it and as Azure has it. */
final class AzureTargetTest {
    private final RecordingTransport transport = RecordingTransport.answering(Azure.OK);
    private final Azure azure = new Azure(transport);

    private HttpCall sent(Deployment deployment, ProviderRequest request) {
        azure.call(deployment, request).toCompletableFuture().join();
        return transport.only().call();
    }

    private String target(String model, ProviderRequest request) {
        return sent(Azure.deployment(model, Azure.account(Azure.BASE, "2024-10-21")), request)
                .target();
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3}?{4}")
    @CsvFileSource(resources = "targets.csv", delimiter = '|', useHeadersInDisplayName = false, numLinesToSkip = 1)
    void thePathAndVersionAreAzures(
            String base, @Nullable String version, String method, String path, @Nullable String query, String target) {
        HttpCall call = sent(
                Azure.deployment(Azure.account(base, version)), Azure.request(method, path == null ? "" : path, query));

        assertThat(call.origin() + call.target()).isEqualTo(target);
    }

    @Test
    void anEmptyQueryTakesTheVersion() {
        assertThat(target("chat-eu", Azure.request("GET", "/files", "")))
                .isEqualTo("/openai/files?api-version=2024-10-21");
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, gpt-4o",
        "org/gpt 4, org%2Fgpt%204",
        "a?b#c%d, a%3Fb%23c%25d",
        "modèle, mod%C3%A8le",
        "'-._~', '-._~'",
    })
    void aDeploymentsNameIsOneSegment(String name, String segment) {
        assertThat(target(name, Azure.request("POST", "/v1/embeddings", null)))
                .isEqualTo("/openai/deployments/" + segment + "/embeddings?api-version=2024-10-21");
    }

    @Test
    void withoutANameOfItsOwnTheClientsIsUsed() {
        assertThat(target("", Azure.request("POST", "/deployments/my%2Ddep/embeddings", null)))
                .isEqualTo("/openai/deployments/my%2Ddep/embeddings?api-version=2024-10-21");
    }

    @Test
    void withoutANameInThePathTheBodysIsUsed() {
        assertThat(target("", Azure.chat("/v1/chat/completions", "a b")))
                .isEqualTo("/openai/deployments/a%20b/chat/completions?api-version=2024-10-21");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void aNameThatIsNoneIsRefusedBeforeAnythingIsSent(String name) {
        assertThat(azure.call(
                        Azure.deployment("", Azure.account(Azure.BASE, "2024-10-21")),
                        Azure.chat("/chat/completions", name)))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .asInstanceOf(InstanceOfAssertFactories.type(GatewayException.class))
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
                    assertThat(failure.reach()).isEqualTo(Reach.NOT_SENT);
                    assertThat(failure.param()).isEqualTo("model");
                });
        assertThat(transport.sent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat/completions", "/openai/deployments/gpt-4o/chat/completions", "/v1/responses"})
    void theBodyNamesTheDeploymentAndIsElseAsItCame(String path) {
        HttpCall call = sent(Azure.deployment(Azure.account(Azure.BASE, "2024-10-21")), Azure.chat(path, "gpt-4o"));

        assertThat(new String(Bodies.bytes(call.body()), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"model\":\"chat-eu\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}],\"n\":1.0}");
    }

    @ParameterizedTest
    @CsvSource({"'', does not say", "nonsense, is no URL"})
    void aBaseThatIsNoneIsTold(String base, String told) {
        Deployment deployment = Azure.deployment(base.isEmpty() ? Account.NONE : Azure.account(base, "2024-10-21"));

        assertThat(azure.call(deployment, Azure.request("GET", "/files", null)).toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .withMessageContainingAll("api_base", told)
                .asInstanceOf(InstanceOfAssertFactories.type(GatewayException.class))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.NO_UPSTREAM));
    }
}
