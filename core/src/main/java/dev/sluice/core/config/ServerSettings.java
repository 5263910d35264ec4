package dev.sluice.core.config;

import dev.sluice.core.secret.SecretRef;
import java.time.Duration;
import java.util.Optional;

/**
 * How the gateway itself behaves: {@code general_settings}.
 *
 * @param masterKey {@code master_key}; without one, everybody may call and the server binds the loopback only
 * @param keyHeaderName {@code litellm_key_header_name}: one more header that may carry the gateway key
 * @param drainTimeout {@code drain_timeout}: how long running calls may go on after SIGTERM
 * @param replayLimit {@code replay_limit_mb}: bodies up to this many bytes are kept and can be sent again
 * @param replayBudget {@code replay_budget_mb}: bytes kept for all calls together; beyond it bodies are streamed
 * @param maxRequestBytes {@code max_request_size_mb}: larger requests are refused with 413; 0 for no limit
 * @param largestMessage {@code max_websocket_message_mb}: WebSockets with larger messages are closed with 1009
 * @param accessLog {@code access_log}: {@code stdout}, {@code off}, or a file to append to
 * @param admin {@code admin_port}; without one, metrics are on the port of the calls and need the key
 * @param mostCalls {@code global_max_parallel_requests}: the most calls in flight; the next one is answered with 503
 */
public record ServerSettings(
        Optional<SecretRef> masterKey,
        Optional<String> keyHeaderName,
        Duration drainTimeout,
        long replayLimit,
        long replayBudget,
        long maxRequestBytes,
        long largestMessage,
        String accessLog,
        Optional<AdminSettings> admin,
        int mostCalls) {
    /** Settings without a port of administration, and as many calls as the memory has room for. */
    public ServerSettings(
            Optional<SecretRef> masterKey,
            Optional<String> keyHeaderName,
            Duration drainTimeout,
            long replayLimit,
            long replayBudget,
            long maxRequestBytes,
            long largestMessage,
            String accessLog) {
        this(
                masterKey,
                keyHeaderName,
                drainTimeout,
                replayLimit,
                replayBudget,
                maxRequestBytes,
                largestMessage,
                accessLog,
                Optional.empty(),
                DEFAULT_MOST_CALLS);
    }

    /** 32 MiB, the limit of one replayable body. */
    public static final long DEFAULT_REPLAY_LIMIT = 32L << 20;

    /** 64 MiB, the limit of all replayable bodies together. */
    public static final long DEFAULT_REPLAY_BUDGET = 64L << 20;

    /** 16 MiB, the limit of one message on a WebSocket. */
    public static final long DEFAULT_LARGEST_MESSAGE = 16L << 20;

    /** One for each 64 KiB that the heap may grow to: an open stream needs about half of that. */
    public static final int DEFAULT_MOST_CALLS =
            (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() >> 16);

    /** 600 s: as long as a slow stream may take. */
    public static final Duration DEFAULT_DRAIN_TIMEOUT = Duration.ofSeconds(600);

    /** No key, default limits, access log on standard output. */
    public static final ServerSettings DEFAULT = new ServerSettings(
            Optional.empty(),
            Optional.empty(),
            DEFAULT_DRAIN_TIMEOUT,
            DEFAULT_REPLAY_LIMIT,
            DEFAULT_REPLAY_BUDGET,
            0,
            DEFAULT_LARGEST_MESSAGE,
            "stdout");

    /** The same with another destination of the access log. */
    public ServerSettings withAccessLog(String destination) {
        return new ServerSettings(
                masterKey,
                keyHeaderName,
                drainTimeout,
                replayLimit,
                replayBudget,
                maxRequestBytes,
                largestMessage,
                destination,
                admin,
                mostCalls);
    }
}
