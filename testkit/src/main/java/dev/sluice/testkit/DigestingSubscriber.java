package dev.sluice.testkit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Counts and digests, keeps nothing. */
final class DigestingSubscriber extends OneByOneSubscriber {
    private final MessageDigest sha256;
    private final CompletableFuture<BodyDigest> digest = new CompletableFuture<>();
    private long size;

    DigestingSubscriber() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    CompletionStage<BodyDigest> digest() {
        return digest;
    }

    @Override
    void take(ByteBuffer buffer) {
        size += buffer.remaining();
        sha256.update(buffer.duplicate());
    }

    @Override
    public void onError(Throwable failure) {
        digest.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        digest.complete(new BodyDigest(size, HexFormat.of().formatHex(sha256.digest())));
    }
}
