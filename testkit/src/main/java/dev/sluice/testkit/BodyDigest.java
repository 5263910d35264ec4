package dev.sluice.testkit;

/**
 * What is known of a body that was not kept.
 *
 * @param size the number of bytes
 * @param sha256 their SHA-256, 64 lower-case hex digits
 */
public record BodyDigest(long size, String sha256) {}
