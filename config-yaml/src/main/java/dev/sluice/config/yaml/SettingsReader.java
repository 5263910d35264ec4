package dev.sluice.config.yaml;

import dev.sluice.config.yaml.YamlNode.Mapping;
import dev.sluice.core.routing.Deployment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what is written for the provider alone, and checks the keys of the section on the way. */
final class SettingsReader {
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private final Reading reading;

    SettingsReader(Reading reading) {
        this.reading = reading;
    }

    Map<String, String> read(Section params, String provider) {
        Map<String, String> settings = new HashMap<>();
        Set<String> forProvider = new HashSet<>();
        if (Providers.isCustom(provider)) {
            forProvider.addAll(params.otherScalars());
        }
        params.checkKeys(forProvider);
        forProvider.forEach(key -> params.anyScalar(key).ifPresent(text -> settings.put(key, text)));
        if (params.isKnown(Deployment.MOCK_RESPONSE)) {
            params.string(Deployment.MOCK_RESPONSE).ifPresent(text -> settings.put(Deployment.MOCK_RESPONSE, text));
        }
        params.mapping("extra_headers").ifPresent(headers -> headers(headers, settings));
        return settings;
    }

    static boolean isHeaderName(String name) {
        return HEADER_NAME.matcher(name).matches();
    }

    private void headers(Mapping headers, Map<String, String> settings) {
        headers.entries().forEach((name, entry) -> {
            if (!isHeaderName(name)) {
                reading.problems().error(entry.key(), "is no name of a header; correct it");
            } else if (!entry.isNull()) {
                reading.secret(entry.value())
                        .flatMap(present -> reading.string(entry.value()))
                        .ifPresent(value -> settings.put(Deployment.EXTRA_HEADER + name, value));
            }
        });
    }
}
