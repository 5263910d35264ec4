package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.Origin;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Services;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Providers with one defect break the contract. */
class ProviderContractCanFailTest {
    @Test
    void forwardingTheClientsKeyIsFound() {
        assertBroken(
                services -> new PlainProvider(services) {
                    @Override
                    HttpCall translated(Deployment deployment, ProviderRequest request) {
                        return Calls.with(super.translated(deployment, request), request.headers());
                    }
                },
                RemoteProviderContract::theUpstreamsCredentialIsSentAndNothingOfTheClients);
    }

    @Test
    void followingTheClientsAddressIsFound() {
        assertBroken(
                services -> new PlainProvider(services) {
                    @Override
                    HttpCall translated(Deployment deployment, ProviderRequest request) {
                        HttpCall call = super.translated(deployment, request);
                        return String.valueOf(request.query()).startsWith("api_base=")
                                ? Calls.get(new Origin(false, "evil.example", 80))
                                : call;
                    }
                },
                RemoteProviderContract::neitherQueryNorHeaderNorBodyChangesTheDestination);
    }

    @Test
    void keepingTheCancellationIsFound() {
        assertBroken(
                services -> new PlainProvider(services) {
                    @Override
                    public CompletionStage<HttpReply> call(
                            Deployment deployment, ProviderRequest request, CallContext context) {
                        return super.call(
                                deployment,
                                request,
                                new CallContext(context.callId(), context.principal(), new Cancellation()));
                    }
                },
                RemoteProviderContract::theCancellationIsHandedOn);
    }

    @Test
    void throwingAwayAnErrorIsFound() {
        assertBroken(
                services -> new PlainProvider(services) {
                    @Override
                    public CompletionStage<HttpReply> call(
                            Deployment deployment, ProviderRequest request, CallContext context) {
                        return super.call(deployment, request, context)
                                .thenApply(reply -> new HttpReply(200, reply.headers(), reply.body()));
                    }
                },
                contract -> contract.whateverTheUpstreamAnswersIsTheAnswer(429));
    }

    private static void assertBroken(Function<Services, Provider> maker, Consumer<RemoteProviderContract> test) {
        RemoteProviderContract contract = new PlainProviderTest() {
            @Override
            protected Provider newProvider(Services services) {
                return maker.apply(services);
            }

            @Override
            protected Deployment newDeployment(Account account) {
                return Deployment.of("plain-1", "group", "plain", "", account);
            }
        };
        assertThatThrownBy(() -> test.accept(contract)).isInstanceOf(AssertionError.class);
    }
}
