package dev.sluice.core.passthrough;

import dev.sluice.core.call.Principal;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HopByHop;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.spi.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Lets calls in while there is room, by their key, and their headers out without it. Thread-safe. */
public final class Gate {
    private static final String ACCEPT_ENCODING = "Accept-Encoding";

    private final KeyStore keys;
    private final GatewayKey gatewayKey;
    private final CallsInFlight calls;

    /** A gate for the keys of that store, which clients may also present in one more header, and for any number of calls. */
    public Gate(KeyStore keys, Optional<String> additionalHeader) {
        this(keys, additionalHeader, Integer.MAX_VALUE);
    }

    /**
     * The same for a bounded number of calls.
     *
     * @param mostCalls that are in flight at once; the next one fails with {@link ErrorKind#OVERLOADED}
     */
    public Gate(KeyStore keys, Optional<String> additionalHeader, int mostCalls) {
        this.keys = keys;
        this.gatewayKey = new GatewayKey(additionalHeader);
        this.calls = new CallsInFlight(mostCalls);
    }

    /** A call that counts until its record is written; fails with {@link ErrorKind#OVERLOADED}. */
    void enter(CallRecord record) {
        calls.enter(record);
    }

    /** Who calls; fails with {@link ErrorKind#UNAUTHENTICATED}. */
    public CompletionStage<Principal> admit(Headers request) {
        return admit(request, Optional.empty());
    }

    /** The same for a client that may present its key in another way than by a header, which counts if there is none. */
    CompletionStage<Principal> admit(Headers request, Optional<Secret> otherwise) {
        Optional<Secret> presented = gatewayKey.presentedIn(request).or(() -> otherwise);
        return keys.authenticate(presented.orElse(null))
                .thenApply(principal -> principal.orElseThrow(() -> refused(presented.isPresent())));
    }

    private static GatewayException refused(boolean presented) {
        return GatewayException.notSent(
                ErrorKind.UNAUTHENTICATED,
                presented
                        ? "Incorrect API key provided. Send the key of this gateway (general_settings.master_key), not"
                                + " the key of the upstream."
                        : "You didn't provide an API key. Send the key of this gateway in the Authorization header:"
                                + " 'Authorization: Bearer YOUR_KEY'.");
    }

    /** The headers that may go upstream: end-to-end, without the gateway's key and control headers. */
    public Headers forUpstream(Headers request) {
        Headers kept = request.without(HopByHop.of(request).or(gatewayKey::keeps));
        List<String> accepted = kept.all(ACCEPT_ENCODING);
        for (String codings : accepted) {
            if (!Inflated.canReadAll(codings)) {
                return kept.toBuilder()
                        .set(ACCEPT_ENCODING, Inflated.readableOf(String.join(",", accepted)))
                        .build();
            }
        }
        return kept;
    }
}
