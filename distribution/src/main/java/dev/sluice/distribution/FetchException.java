package dev.sluice.distribution;

/** Something cannot be fetched; the message is for whoever ran the command. */
final class FetchException extends Exception {
    private static final long serialVersionUID = 1;

    FetchException(String message) {
        super(message, null, false, false);
    }
}
