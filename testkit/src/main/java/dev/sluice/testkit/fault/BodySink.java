package dev.sluice.testkit.fault;

/** Takes a body as it is read off the wire. */
interface BodySink {
    /** How many of {@code wanted} bytes may be read now, at least 1; waits while none may. */
    default int permit(int wanted) throws InterruptedException {
        return wanted;
    }

    /** The line before a chunk's bytes: size and extensions, the one of size 0 included. */
    default void chunkLine(String line) {}

    /** Bytes of the body. */
    void data(byte[] source, int length);

    /** A chunk is whole. */
    default void chunkEnd() {}

    /** A line after the last chunk. */
    default void trailer(String line) {}
}
