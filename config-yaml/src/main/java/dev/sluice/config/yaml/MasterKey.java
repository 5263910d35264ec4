package dev.sluice.config.yaml;

import dev.sluice.core.secret.SecretRef;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code general_settings.master_key} and warns of keys that anybody could guess. */
final class MasterKey {
    static final String VARIABLE = "LITELLM_MASTER_KEY";

    private static final int SHORTEST = 16;

    /** What tutorials and templates put there. */
    private static final Set<String> SAMPLES = Set.of(
            "sk-1234",
            "sk-12345",
            "sk-123456",
            "sk-1234567890",
            "sk-1234567890abcdef",
            "sk-my_special_key",
            "sk-your-master-key",
            "your-master-key",
            "changeme");

    private final Reading reading;

    MasterKey(Reading reading) {
        this.reading = reading;
    }

    /** The key of the file, else that of the environment; empty where there is none. */
    Optional<SecretRef> read(Section general) {
        Optional<YamlNode> written = general.node("master_key");
        if (written.isEmpty()) {
            return fromEnvironment();
        }
        Optional<SecretRef> key = written.flatMap(reading::secret);
        if (key.isPresent()) {
            reading.string(written.get()).ifPresent(text -> warn(text, general.place("master_key")));
        }
        return key;
    }

    /** {@code LITELLM_MASTER_KEY}, where it is set. */
    Optional<SecretRef> fromEnvironment() {
        Optional<String> value = reading.variables().get(VARIABLE);
        if (value.isPresent() && !Reading.isHeaderText(value.get())) {
            reading.problems().error(Place.variable(VARIABLE), Messages.NO_HEADER);
            return Optional.empty();
        }
        value.ifPresent(text -> warn(text, Place.variable(VARIABLE)));
        return value.map(text -> new SecretRef.Environment(VARIABLE));
    }

    private void warn(String key, Place place) {
        if (SAMPLES.contains(key.toLowerCase(Locale.ROOT))) {
            reading.problems().advice(place, "is a key out of a manual, which anybody can guess; make one of your own");
        } else if (key.length() < SHORTEST) {
            reading.problems()
                    .advice(place, "is shorter than " + SHORTEST + " characters and can be guessed; make a longer one");
        }
    }
}
