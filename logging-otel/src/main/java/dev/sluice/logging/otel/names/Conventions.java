package dev.sluice.logging.otel.names;

import java.util.Arrays;
import java.util.Map;

/** Which generation of OpenTelemetry's names for generative AI is written. */
public enum Conventions {
    /** Those of semantic conventions 1.41, which back-ends understand today. */
    CURRENT,
    /** Those that the conventions are moving to. */
    LATEST;

    /** The variable that decides. */
    public static final String VARIABLE = "OTEL_SEMCONV_STABILITY_OPT_IN";

    private static final String OPT_IN = "gen_ai_latest_experimental";

    /** What the environment asks for. */
    public static Conventions of(Map<String, String> environment) {
        String[] wanted = environment.getOrDefault(VARIABLE, "").split(",", -1);
        return Arrays.stream(wanted).map(String::strip).anyMatch(OPT_IN::equals) ? LATEST : CURRENT;
    }
}
