package dev.sluice.distribution;

import java.util.Optional;

/** The version that the jar's manifest names. */
final class Version {
    private Version() {}

    /** The gateway's, and Java's. */
    static String line() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
        return "sluice " + version + ", Java " + Runtime.version();
    }
}
