package dev.sluice.core.config;

import dev.sluice.core.secret.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL database is: {@code postgresql://user:password@host:5432/database?sslmode=require}, as libpq, Prisma
 * and LiteLLM write it. Prints neither user nor password nor parameters.
 *
 * @param hosts one, or several of a cluster, in the order in which they are tried
 * @param database its name
 * @param user who logs in, where it is written
 * @param password where it is written
 * @param parameters what follows the question mark, decoded
 */
public record PostgresUrl(
        List<Host> hosts,
        String database,
        Optional<String> user,
        Optional<Secret> password,
        Map<String, String> parameters) {
    /** Parameters that have an effect; every other one is read and has none. */
    public static final Set<String> UNDERSTOOD = Set.of(
            "application_name",
            "channel_binding",
            "connect_timeout",
            "options",
            "schema",
            "socket_timeout",
            "sslcert",
            "sslkey",
            "sslmode",
            "sslpassword",
            "sslrootcert",
            "target_session_attrs");

    private static final int DEFAULT_PORT = 5432;
    private static final int HIGHEST_PORT = 65_535;
    private static final String FORM = "write postgresql://user:password@host:5432/database";

    private static final String ESCAPES =
            ", with special characters of the password percent-encoded (@ as %40, / as %2F, # as %23, ? as %3F)";

    private static final Pattern URL =
            Pattern.compile("postgres(?:ql)?://(?:([^/?#]*)@)?([^/?#@]*)(?:/([^?#/]*))?" + "(?:\\?([^#]*))?");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");

    private static final Pattern ESCAPED = Pattern.compile("(?:[^%]++|%[0-9A-Fa-f]{2})*+");

    /** What a parameter must look like, where not anything goes. */
    private static final Map<String, Pattern> FORMS = Map.of(
            "sslmode", Pattern.compile("disable|allow|prefer|require|verify-ca|verify-full"),
            "channel_binding", Pattern.compile("disable|prefer|require"),
            "target_session_attrs", Pattern.compile("any|read-write|primary|read-only|standby|prefer-standby"),
            "connect_timeout", Pattern.compile("[0-9]{1,5}"),
            "socket_timeout", Pattern.compile("[0-9]{1,5}"),
            "schema", Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}"));

    public PostgresUrl {
        hosts = List.copyOf(hosts);
        parameters = Map.copyOf(parameters);
    }

    /**
     * One server.
     *
     * @param name a name or an address, IPv6 without brackets
     * @param port 1 to 65535
     */
    public record Host(String name, int port) {
        @Override
        public String toString() {
            return (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + port;
        }
    }

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException if it is none; the message says what to do and quotes nothing of the text
     */
    public static PostgresUrl parse(String text) {
        if (!text.startsWith("postgresql://") && !text.startsWith("postgres://")) {
            throw new IllegalArgumentException("is no PostgreSQL URL; " + FORM);
        }
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            throw new IllegalArgumentException("cannot be read as a URL; " + FORM + ESCAPES);
        }
        List<Host> hosts = hosts(url.group(2));
        String database = decoded(group(url, 3));
        if (database.isEmpty()) {
            throw new IllegalArgumentException("names no database; " + FORM);
        }
        String credentials = group(url, 1);
        int colon = credentials.indexOf(':');
        Optional<String> user = present(colon < 0 ? credentials : credentials.substring(0, colon));
        Optional<String> password = colon < 0 ? Optional.empty() : present(credentials.substring(colon + 1));
        return new PostgresUrl(hosts, database, user, password.map(Secret::of), parameters(group(url, 4)));
    }

    /** Whether there are parameters that have no effect. */
    public boolean hasUnknownParameters() {
        return !UNDERSTOOD.containsAll(parameters.keySet());
    }

    private static String group(Matcher url, int number) {
        String text = url.group(number);
        return text == null ? "" : text;
    }

    private static List<Host> hosts(String text) {
        List<Host> hosts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher host = HOST.matcher(part);
            int port = host.matches() && host.group(2) != null ? Integer.parseInt(host.group(2)) : DEFAULT_PORT;
            if (!host.matches() || port < 1 || port > HIGHEST_PORT) {
                throw new IllegalArgumentException("names no host, or a port that is none; " + FORM + ESCAPES);
            }
            String name = host.group(1);
            hosts.add(new Host(name.startsWith("[") ? name.substring(1, name.length() - 1) : name, port));
        }
        return hosts;
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        FORMS.forEach((name, form) -> {
            if (parameters.containsKey(name)
                    && !form.matcher(parameters.get(name)).matches()) {
                throw new IllegalArgumentException(
                        "has a " + name + " that PostgreSQL does not know; correct or remove it");
            }
        });
        return parameters;
    }

    private static Optional<String> present(String encoded) {
        return encoded.isEmpty() ? Optional.empty() : Optional.of(decoded(encoded));
    }

    private static String decoded(String encoded) {
        if (!ESCAPED.matcher(encoded).matches()) {
            throw new IllegalArgumentException("holds a % that begins no escape; write it as %25");
        }
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "postgresql://"
                + String.join(",", hosts.stream().map(Host::toString).toList()) + "/" + database;
    }
}
