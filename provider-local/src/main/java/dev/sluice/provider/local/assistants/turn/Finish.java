package dev.sluice.provider.local.assistants.turn;

/** Why a model stopped. */
public enum Finish {
    /** It has said all, or wants its calls answered. */
    STOP,
    /** It may not say more. */
    LENGTH,
    /** It was stopped from saying more. */
    CONTENT_FILTER
}
