package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.spi.Transport;
import dev.sluice.testkit.fault.SocketTransport;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A transport with one defect breaks the contract at the test that is about it. */
class TransportContractCanFailTest {
    /** What a defect makes of a transport that keeps the contract. */
    @FunctionalInterface
    private interface Defect {
        CompletionStage<HttpReply> send(Transport sound, HttpCall call, CallContext context);
    }

    static Arguments[] defects() {
        return new Arguments[] {
            defect(
                    "tidies targets",
                    TransportContractCanFailTest::tidiesTargets,
                    contract -> contract.theTargetIsWrittenAsGiven("/v1/files/a%2Fb//c")),
            defect(
                    "adds a header",
                    TransportContractCanFailTest::addsAHeader,
                    TransportRequests::headersAreWrittenAsGivenAndNoneIsInvented),
            defect(
                    "lower-cases names",
                    TransportContractCanFailTest::lowerCasesNames,
                    TransportAnswers::headersKeepOrderSpellingAndDuplicates),
            defect(
                    "takes a cut for the end",
                    TransportContractCanFailTest::takesACutForTheEnd,
                    TransportFailures::aBodyThatIsCutFailsAfterWhatCame),
            defect(
                    "claims to have sent",
                    TransportContractCanFailTest::claimsToHaveSent,
                    TransportFailures::aRefusedConnectionIsUnreachable),
            defect(
                    "tries again",
                    TransportContractCanFailTest::triesAgain,
                    TransportFailures::aConnectionThatDiesBeforeTheHeadIsClosed),
            defect(
                    "reads unasked",
                    TransportContractCanFailTest::readsUnasked,
                    TransportFlow::noMoreBuffersComeThanWereAskedFor),
            defect(
                    "ignores cancellation",
                    TransportContractCanFailTest::ignoresCancellation,
                    contract -> contract.whileTheHeadIsAwaited(entries -> {})),
            defect(
                    "ignores timeouts",
                    TransportContractCanFailTest::ignoresTimeouts,
                    TransportTimeouts::aConnectionThatIsNeverMadeTimesOut),
            defect(
                    "opens a connection for each call",
                    TransportContractCanFailTest::neverReuses,
                    TransportConnections::aCleanExchangeLeavesItsConnectionToTheNext),
        };
    }

    private static Arguments defect(String name, Defect defect, Consumer<? super TransportContract> test) {
        return Arguments.of(Named.of(name, defect), test);
    }

    @ParameterizedTest
    @MethodSource("defects")
    void aDefectIsFound(Defect defect, Consumer<? super TransportContract> test) {
        Defective contract = new Defective(defect);
        contract.makeTransport();
        try {
            assertThatThrownBy(() -> test.accept(contract)).isInstanceOf(AssertionError.class);
        } finally {
            contract.closeTransport();
        }
    }

    @ParameterizedTest
    @MethodSource("defects")
    void withoutTheDefectNothingIsFound(Defect defect, Consumer<? super TransportContract> test) {
        Defective contract = new Defective(Transport::send);
        contract.makeTransport();
        test.accept(contract);
        contract.closeTransport();
    }

    private static CompletionStage<HttpReply> tidiesTargets(Transport sound, HttpCall call, CallContext context) {
        String tidy = call.target().replace("//", "/");
        return sound.send(
                Calls.with(Calls.of(call.method(), call.origin(), tidy, call.body()), call.headers()), context);
    }

    private static CompletionStage<HttpReply> addsAHeader(Transport sound, HttpCall call, CallContext context) {
        Headers more = call.headers().toBuilder().add("Accept", "*/*").build();
        return sound.send(Calls.with(call, more), context);
    }

    private static CompletionStage<HttpReply> lowerCasesNames(Transport sound, HttpCall call, CallContext context) {
        return sound.send(call, context).thenApply(reply -> {
            Headers.Builder lower = Headers.builder();
            reply.headers().forEach((name, value) -> lower.add(name.toLowerCase(Locale.ROOT), value));
            return reply.withHeaders(lower.build());
        });
    }

    private static CompletionStage<HttpReply> takesACutForTheEnd(Transport sound, HttpCall call, CallContext context) {
        return sound.send(call, context).thenApply(reply -> Tampering.withBody(reply, Tampering::endingOnError));
    }

    private static CompletionStage<HttpReply> readsUnasked(Transport sound, HttpCall call, CallContext context) {
        return sound.send(call, context).thenApply(reply -> Tampering.withBody(reply, Tampering::readingUnasked));
    }

    private static CompletionStage<HttpReply> claimsToHaveSent(Transport sound, HttpCall call, CallContext context) {
        return sound.send(call, context).exceptionally(failure -> {
            throw new GatewayException(ErrorKind.UPSTREAM_UNREACHABLE, Reach.SENT, "Wrong.");
        });
    }

    private static CompletionStage<HttpReply> triesAgain(Transport sound, HttpCall call, CallContext context) {
        return sound.send(call, context).exceptionallyCompose(failure -> sound.send(call, context));
    }

    private static CompletionStage<HttpReply> ignoresCancellation(Transport sound, HttpCall call, CallContext context) {
        return sound.send(call, new CallContext(context.callId(), context.principal(), new Cancellation()));
    }

    private static CompletionStage<HttpReply> ignoresTimeouts(Transport sound, HttpCall call, CallContext context) {
        return sound.send(Calls.with(call, Limits.PATIENT), context);
    }

    private static CompletionStage<HttpReply> neverReuses(Transport sound, HttpCall call, CallContext context) {
        return new SocketTransport().send(call, context);
    }

    private static final class Defective extends TransportContract {
        private final Defect defect;

        Defective(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected Transport newTransport() {
            SocketTransport sound = new SocketTransport();
            return new Transport() {
                @Override
                public CompletionStage<HttpReply> send(HttpCall call, CallContext context) {
                    return defect.send(sound, call, context);
                }

                @Override
                public void close() {
                    sound.close();
                }
            };
        }

        @Override
        protected <T> CompletionStage<T> onLoop(Supplier<CompletionStage<T>> work) {
            return work.get();
        }

        @Override
        public boolean isOnLoop() {
            return true;
        }
    }
}
