package dev.sluice.distribution;

/** A plugin that is named in the configuration cannot be used; the message says which and why. */
final class PluginException extends IllegalArgumentException {
    PluginException(String message) {
        super(message);
    }
}
