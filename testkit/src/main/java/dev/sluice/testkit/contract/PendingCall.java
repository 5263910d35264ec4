package dev.sluice.testkit.contract;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.http.HttpReply;
import java.util.concurrent.CompletionStage;

/**
 * A call that was sent.
 *
 * @param reply its answer, some day
 * @param cancellation the way to call it off
 */
public record PendingCall(CompletionStage<HttpReply> reply, Cancellation cancellation) {}
