package dev.sluice.e2e.support;

/** A gateway under one of its paths. */
record GatewayAt(String baseUrl, String key) implements Target {
    /** The URL only. */
    @Override
    public String toString() {
        return baseUrl;
    }
}
