package dev.sluice.testkit.fake.resource;

import dev.sluice.testkit.fake.wire.WireRequest;
import java.util.Optional;

/** A way in which the fake's resources are offered: paths, credentials, the shape of errors. Thread-safe. */
public interface Face {
    /** The key of the account that the request belongs to; empty if it proves none. */
    Optional<String> account(WireRequest request);

    /** Answers a request. */
    Reply answer(WireRequest request);
}
