package dev.sluice.core.spi;

import dev.sluice.core.vitals.Vitals;
import java.time.Clock;
import java.util.Map;

/**
 * What a log sink may use.
 *
 * @param environment the variables of the process and of {@code environment_variables}
 * @param clock the time of day
 * @param vitals what the gateway tells of itself
 */
public record SinkServices(Map<String, String> environment, Clock clock, Vitals vitals) {
    public SinkServices {
        environment = Map.copyOf(environment);
    }

    /** Services of a gateway that tells nothing of itself. */
    public SinkServices(Map<String, String> environment, Clock clock) {
        this(environment, clock, new Vitals());
    }

    /** The names of the variables only: values may be secrets. */
    @Override
    public String toString() {
        return "SinkServices[environment=" + environment.keySet() + "]";
    }
}
