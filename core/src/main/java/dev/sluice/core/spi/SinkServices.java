package dev.sluice.core.spi;

import java.time.Clock;
import java.util.Map;

/**
 * What a log sink may use.
 *
 * @param environment the variables of the process and of {@code environment_variables}
 * @param clock the time of day
 */
public record SinkServices(Map<String, String> environment, Clock clock) {
    public SinkServices {
        environment = Map.copyOf(environment);
    }

    /** The names of the variables only: values may be secrets. */
    @Override
    public String toString() {
        return "SinkServices[environment=" + environment.keySet() + "]";
    }
}
