package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.call.EventLoop;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.AssistantsCodec;
import dev.sluice.core.spi.ModelCaller;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.IdSource;
import dev.sluice.provider.local.assistants.data.Refusals;
import dev.sluice.provider.local.assistants.turn.BackEnd;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What every operation works with.
 *
 * @param archive the store
 * @param codec reads requests
 * @param ids names what is new
 * @param clock the time of day
 * @param models what runs can be executed on
 * @param replies makes answers
 * @param loops gives an event loop to what outlives its call
 * @param wake says that there is work
 */
public record Desk(
        Archive archive,
        AssistantsCodec codec,
        IdSource ids,
        Clock clock,
        ModelCaller models,
        Replies replies,
        Supplier<EventLoop> loops,
        Runnable wake) {
    /** Seconds since 1970. */
    long now() {
        return clock.instant().getEpochSecond();
    }

    <T> T body(Call call, Class<T> type) {
        return codec.readRequest(bytes(call.body()), type);
    }

    <T> T query(Call call, Class<T> type) {
        return codec.readQuery(call.query(), type);
    }

    /** A model must be one of the gateway's, and talk; a deployment of it. */
    Deployment checkModel(String model) {
        Deployment serving = models.serving(model).orElseThrow(() -> Refusals.noSuchModel(model));
        if (!BackEnd.talks(serving)) {
            throw Refusals.unsupportedModel(model);
        }
        return serving;
    }

    private static byte[] bytes(Body body) {
        if (body instanceof Body.Bytes bytes) {
            ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(bytes.size()));
            bytes.slices().forEach(slice -> all.put(slice.duplicate()));
            return all.array();
        }
        if (body instanceof Body.Empty) {
            return new byte[0];
        }
        throw GatewayException.notSent(
                ErrorKind.PAYLOAD_TOO_LARGE,
                "The request is larger than what this gateway reads of one (general_settings.replay_limit_mb).");
    }
}
