package dev.sluice.core.log;

import java.util.Locale;

/** Why a failed attempt was the last one, although the call had failed. */
public enum RetryRefusal {
    /** The upstream may have begun to work on it, and a second time would be paid for, too. */
    MAY_HAVE_BEGUN,
    /** The upstream's answer is final, or says that it must not be asked again. */
    FINAL_ANSWER,
    /** So many attempts as the configuration allows were made. */
    NO_RETRIES_LEFT,
    /** Nobody else serves the model, and nobody takes over. */
    NO_DEPLOYMENT_LEFT,
    /** The upstream wants to be left alone for longer than a client waits. */
    WAIT_TOO_LONG,
    /** The body had passed by, and was too large to be kept. */
    BODY_GONE,
    /** The client had left. */
    CLIENT_LEFT;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The name in records and metrics. */
    public String wire() {
        return wire;
    }
}
