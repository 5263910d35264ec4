package dev.sluice.core.error;

/** How far a failed call got. Whoever decides about another attempt reads only this and the {@link ErrorKind}. */
public enum Reach {
    /** The upstream cannot have seen the request: the connection was never made. */
    NOT_SENT,
    /** At least a part of the request may have arrived; no answer came. */
    SENT,
    /** The answer had begun. */
    STARTED
}
