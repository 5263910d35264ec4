package dev.sluice.core.api;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import java.util.concurrent.CompletionStage;

/** The way in: a gateway in the same process. */
@FunctionalInterface
interface Door {
    /** Makes the call; completes on the loop, and never fails: failures are answers. */
    CompletionStage<HttpReply> call(
            Endpoint endpoint, Headers headers, Body body, Cancellation cancellation, EventLoop loop);
}
