package dev.sluice.core.router;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import java.time.Duration;
import java.util.List;

/** What a client is told when no deployment may be called: of its group and of the time, of no deployment. */
final class Exhaustion {
    private Exhaustion() {}

    /**
     * Why no deployment was given out.
     *
     * @param candidates how many were not excluded
     * @param waits what those wait for that still do
     */
    static GatewayException of(String group, int candidates, List<Wait> waits) {
        String whose = group.isEmpty() ? "" : " of the model group '" + group + "'";
        if (candidates == 0) {
            return GatewayException.notSent(
                    ErrorKind.NO_HEALTHY_DEPLOYMENT, "No deployment" + whose + " can serve this call.");
        }
        long earliest = waits.size() < candidates
                ? 0
                : waits.stream().mapToLong(Wait::nanos).min().orElse(0);
        Duration wait = Duration.ofNanos(earliest);
        String advice = " Try again in " + Math.max(1, wait.plusMillis(999).toSeconds()) + " s.";
        boolean limited = waits.stream().allMatch(Wait::limited);
        ErrorKind kind = limited ? ErrorKind.RATE_LIMITED : ErrorKind.NO_HEALTHY_DEPLOYMENT;
        String why = limited ? " is at its limit." : " rests after failures.";
        return GatewayException.notSent(kind, "Every deployment" + whose + why + advice)
                .retryAfter(wait);
    }
}
