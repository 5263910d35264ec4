package dev.sluice.core.api;

import java.util.concurrent.Flow;

/** A subscription to what comes on event loops. */
interface GuardedSubscription extends Flow.Subscription {
    /** Says where nobody may wait for what comes. */
    BlockingGuard guard();
}
