package dev.sluice.e2e.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The sockets of this machine as Linux lists them. */
final class Sockets {
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int QUEUES = 4;
    private static final String ESTABLISHED = "01";
    private static final String SYN_SENT = "02";
    private static final String LISTEN = "0A";

    private Sockets() {}

    /** How many connections a server on that port has, those included that it has not accepted yet. */
    static long established(int port) {
        return count(LOCAL, port, ESTABLISHED);
    }

    /** How many connections to that port are open, as those see it who asked for them. */
    static long open(int port) {
        return count(REMOTE, port, ESTABLISHED);
    }

    /** How many bytes have come to a server on that port that it has not read. */
    static long unread(int port) {
        return queued(LOCAL, port, 1);
    }

    /** How many bytes are on their way to a server on that port, whose system has no room for them. */
    static long unsent(int port) {
        return queued(REMOTE, port, 0);
    }

    private static long queued(int side, int port, int queue) {
        return lines().filter(fields -> fields[side].endsWith(suffix(port)))
                .mapToLong(fields -> Long.parseLong(fields[QUEUES].split(":", -1)[queue], 16))
                .sum();
    }

    /** How many connections to that port are asked for and not answered. */
    static long connecting(int port) {
        return count(REMOTE, port, SYN_SENT);
    }

    /** Which ports a process listens on. */
    static List<Integer> listening(long pid) {
        List<String> inodes = inodes(pid);
        return lines().filter(fields -> fields[STATE].equals(LISTEN) && inodes.contains("socket:[" + fields[9] + "]"))
                .map(fields -> Integer.parseInt(fields[LOCAL].substring(fields[LOCAL].lastIndexOf(':') + 1), 16))
                .distinct()
                .toList();
    }

    /** How many files and sockets a process has open. */
    static int descriptors(long pid) {
        String[] open = Path.of("/proc", Long.toString(pid), "fd").toFile().list();
        return open == null ? 0 : open.length;
    }

    private static long count(int side, int port, String state) {
        return lines().filter(fields -> fields[side].endsWith(suffix(port)) && fields[STATE].equals(state))
                .count();
    }

    private static String suffix(int port) {
        return ":" + String.format(Locale.ROOT, "%04X", port);
    }

    private static Stream<String[]> lines() {
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6").flatMap(file -> {
            try {
                return Files.readAllLines(Path.of(file)).stream()
                        .skip(1)
                        .map(line -> line.strip().split("\\s+"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static List<String> inodes(long pid) {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return open.map(Sockets::target).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
