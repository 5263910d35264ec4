package dev.sluice.core.http;

/**
 * Where a connection goes: scheme, host and port. Values come from configuration, never from a request.
 *
 * @param tls whether the connection is encrypted ({@code https})
 * @param host host name or address; IPv6 without brackets
 * @param port 1 to 65535
 */
public record Origin(boolean tls, String host, int port) {
    /** The value of the {@code Host} header: the port only where it is not the scheme's own. */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (tls ? 443 : 80) ? name : name + ":" + port;
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority();
    }
}
