package dev.sluice.core.vitals;

import java.util.function.LongSupplier;

/**
 * What of calls waits to be told, and what of it is lost.
 *
 * @param sink whose it is, by its name in the configuration
 * @param signal what waits in it: {@code events}, or what a sink makes of them
 * @param waiting how many wait
 * @param dropped how many were not told, and never will be
 */
public record SinkQueue(String sink, String signal, LongSupplier waiting, LongSupplier dropped) {
    /** What every queue before a sink holds. */
    public static final String EVENTS = "events";
}
