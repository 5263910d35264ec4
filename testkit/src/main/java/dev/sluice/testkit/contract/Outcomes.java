package dev.sluice.testkit.contract;

import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.HttpReply;
import java.util.concurrent.CompletionStage;

/** What became of a call that may fail, as long as it fails as the ports do. */
final class Outcomes {
    private Outcomes() {}

    /** The status of the answer, or the kind of the failure; any other failure is thrown. */
    static String of(CompletionStage<HttpReply> reply) {
        try {
            return Integer.toString(Stages.await(reply).status());
        } catch (GatewayException failure) {
            return failure.kind().name();
        }
    }
}
