package dev.sluice.core.routing;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What part of its group's traffic a deployment takes.
 *
 * @param weight the first choice for weighing, 0 or more
 * @param rpm requests a minute; weighs where no weight is given
 * @param tpm tokens a minute; weighs where neither of the others is given
 * @param order deployments of a lower order are tried first
 * @param maxParallel the most calls in flight
 */
public record Share(
        OptionalDouble weight, OptionalInt rpm, OptionalLong tpm, OptionalInt order, OptionalInt maxParallel) {
    /** An equal part. */
    public static final Share EQUAL = new Share(
            OptionalDouble.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            OptionalInt.empty(),
            OptionalInt.empty());
}
