package dev.sluice.core.call;

/**
 * Who calls, once the gateway key was accepted.
 *
 * @param name a name that may be logged; never the key
 */
public record Principal(String name) {
    /** The holder of {@code general_settings.master_key}. */
    public static final Principal MASTER = new Principal("master");

    /** Anybody, where no {@code master_key} is configured. */
    public static final Principal ANONYMOUS = new Principal("anonymous");
}
