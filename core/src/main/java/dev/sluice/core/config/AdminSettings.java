package dev.sluice.core.config;

/**
 * The port for whoever runs the gateway: metrics and health, without a key.
 *
 * @param host {@code admin_host}: the address it is bound to
 * @param port {@code admin_port}, 0 for any free one
 */
public record AdminSettings(String host, int port) {
    /** The loopback interface: who needs it from elsewhere says so. */
    public static final String DEFAULT_HOST = "127.0.0.1";
}
