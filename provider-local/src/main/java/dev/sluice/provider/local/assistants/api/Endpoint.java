package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.http.HttpReply;
import java.util.concurrent.CompletionStage;

/** One operation. */
@FunctionalInterface
public interface Endpoint {
    /** Does it. What it throws, or fails with, is its answer. */
    CompletionStage<HttpReply> answer(Call call);
}
