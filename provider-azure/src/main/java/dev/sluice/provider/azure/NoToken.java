package dev.sluice.provider.azure;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;

/**
 * That a token could not be had. To the call that needs it the upstream is out of reach: nothing was sent to it, and another
 * deployment may do. Told in words of our own, since those of others may repeat what they were sent.
 */
final class NoToken {
    private NoToken() {}

    static GatewayException because(String reason) {
        return GatewayException.notSent(
                ErrorKind.UPSTREAM_UNREACHABLE, "There is no Entra token for this Azure deployment: " + reason);
    }

    /** What failed on the way to Entra or back. */
    static GatewayException unanswered(GatewayException failure) {
        String what = switch (failure.kind()) {
            case UPSTREAM_TIMEOUT -> "does not answer in time";
            case UPSTREAM_UNREACHABLE -> "cannot be reached";
            default -> "gives no whole answer";
        };
        return because("Entra " + what + ". Check the network and azure_authority_host, or try again later.");
    }
}
