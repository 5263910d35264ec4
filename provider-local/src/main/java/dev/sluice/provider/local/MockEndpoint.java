package dev.sluice.provider.local;

import dev.sluice.core.http.HttpReply;

/** One endpoint of the API. */
interface MockEndpoint {
    /** The answer; fails with {@link RejectedRequestException} for a request that OpenAI would refuse. */
    HttpReply answer(MockCall call);
}
