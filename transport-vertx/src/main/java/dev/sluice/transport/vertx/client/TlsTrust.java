package dev.sluice.transport.vertx.client;

import java.nio.file.Path;

/** Whose certificates upstreams may show. */
public sealed interface TlsTrust {
    /** Those that the Java platform trusts, for the host that was asked for. */
    record Platform() implements TlsTrust {}

    /** Those in a PEM file. */
    record Certificates(Path file) implements TlsTrust {}

    /** Any: only for tests and networks that are trusted otherwise. */
    record Everybody() implements TlsTrust {}
}
