package dev.sluice.testkit.contract;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.Origin;
import dev.sluice.core.realtime.Upgrade;
import java.util.concurrent.CompletionStage;

/** What the tests of one concern of a channel need; {@link FrameChannelContract} brings the concerns together. */
interface ChannelConcern {
    /** The transport under test. */
    TransportBench bench();

    /** Asks for a WebSocket. */
    CompletionStage<Upgrade> connect(HttpCall call, Cancellation cancellation);

    /** Asks for a WebSocket, gets it, and holds both its ends. */
    ChannelProbe probe(Origin origin);
}
