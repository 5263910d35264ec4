package dev.sluice.core.http;

import org.jspecify.annotations.Nullable;

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

    /** By hand, as is the hash code: for a record the JVM makes code, while the first call waits for it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Origin that && tls == that.tls && port == that.port && host.equals(that.host);
    }

    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority();
    }
}
