package dev.sluice.config.yaml;

/**
 * Which numbers are allowed.
 *
 * @param least the least one
 * @param most the greatest one
 * @param text how it is told: {@code from 1 to 10}
 */
record Range(double least, double most, String text) {
    /** A week, in seconds. Longer limits are slips of the pen. */
    private static final double WEEK = 7 * 24 * 3600;

    static final Range TIMEOUT = new Range(0.001, WEEK, "more than 0 and at most a week (604800 seconds)");
    static final Range SECONDS = new Range(0, WEEK, "from 0 to a week (604800 seconds)");
    static final Range WEIGHT = new Range(0, 1e9, "from 0 to 1000000000");
    static final Range PER_MINUTE = new Range(0, Integer.MAX_VALUE, "from 0 to 2147483647");
    static final Range TOKENS_PER_MINUTE = new Range(0, 1e15, "from 0 to 1000000000000000");
    static final Range ORDER = new Range(-1e9, 1e9, "from -1000000000 to 1000000000");
    static final Range PARALLEL = new Range(1, Integer.MAX_VALUE, "from 1 to 2147483647");
    static final Range ATTEMPTS = new Range(0, 100, "from 0 to 100");
    static final Range FAILS = new Range(0, 1e9, "from 0 to 1000000000");
    static final Range PRICE = new Range(0, 1e6, "from 0 to 1000000 US dollars");
    static final Range BUFFER = new Range(0, 1000, "from 0 to 1000");
    static final Range REQUEST_MEBIBYTES = new Range(0, 1 << 20, "from 0 to 1048576");
    static final Range LIMIT_MEBIBYTES = new Range(0, 1024, "from 0 to 1024");
    static final Range MESSAGE_MEBIBYTES = new Range(0.001, 1024, "more than 0 and at most 1024");
    static final Range BUDGET_MEBIBYTES = new Range(0, 65536, "from 0 to 65536");
    static final Range CONNECTIONS = new Range(1, 1000, "from 1 to 1000");
    static final Range PORT = new Range(0, 65535, "from 0 to 65535");
    static final Range IDS = new Range(1000, 1e9, "from 1000 to 1000000000");

    boolean contains(double number) {
        return number >= least && number <= most;
    }
}
