package dev.sluice.config.yaml;

import dev.sluice.core.config.AdminSettings;
import dev.sluice.core.config.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code general_settings}. */
final class GeneralReader {
    private static final int MEBIBYTE = 1 << 20;
    private static final Pattern JAR = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]*");

    private final Reading reading;

    GeneralReader(Reading reading) {
        this.reading = reading;
    }

    ServerSettings read(Section general) {
        general.checkKeys();
        long limit = bytes(general, "replay_limit_mb", Range.LIMIT_MEBIBYTES, ServerSettings.DEFAULT_REPLAY_LIMIT);
        long budget = bytes(general, "replay_budget_mb", Range.BUDGET_MEBIBYTES, ServerSettings.DEFAULT_REPLAY_BUDGET);
        if (limit > budget) {
            reading.problems()
                    .advice(
                            general.place("replay_limit_mb"),
                            "is more than replay_budget_mb, so such bodies are never kept; raise the budget");
        }
        return new ServerSettings(
                new MasterKey(reading).read(general),
                headerName(general),
                general.number("drain_timeout", Range.SECONDS)
                        .map(Limits::duration)
                        .orElse(ServerSettings.DEFAULT_DRAIN_TIMEOUT),
                limit,
                budget,
                bytes(general, "max_request_size_mb", Range.REQUEST_MEBIBYTES, 0),
                bytes(
                        general,
                        "max_websocket_message_mb",
                        Range.MESSAGE_MEBIBYTES,
                        ServerSettings.DEFAULT_LARGEST_MESSAGE),
                general.string("access_log").orElse(ServerSettings.DEFAULT.accessLog()),
                admin(general),
                general.integer("global_max_parallel_requests", Range.PARALLEL)
                        .map(Long::intValue)
                        .orElse(ServerSettings.DEFAULT_MOST_CALLS));
    }

    private Optional<AdminSettings> admin(Section general) {
        Optional<String> host = general.string("admin_host");
        Optional<AdminSettings> admin = general.number("admin_port", Range.PORT)
                .map(port -> new AdminSettings(host.orElse(AdminSettings.DEFAULT_HOST), port.intValue()));
        if (host.isPresent() && admin.isEmpty()) {
            reading.problems().advice(general.place("admin_host"), "has no effect without admin_port; set that, too");
        }
        return admin;
    }

    /** The jars that may be loaded. */
    List<String> plugins(Section general) {
        List<String> jars = new ArrayList<>();
        for (YamlNode item : general.list("plugins")) {
            Optional<String> name = reading.string(item);
            if (name.isPresent() && !JAR.matcher(name.get()).matches()) {
                reading.problems()
                        .error(
                                item.place(),
                                "must be the name of a jar in plugins/, without a path, such as acme-provider");
            } else {
                name.ifPresent(jars::add);
            }
        }
        return jars;
    }

    private Optional<String> headerName(Section general) {
        Optional<String> name = general.string("litellm_key_header_name");
        if (name.isPresent() && !SettingsReader.isHeaderName(name.get())) {
            reading.problems().error(general.place("litellm_key_header_name"), "is no name of a header; correct it");
            return Optional.empty();
        }
        return name;
    }

    private static long bytes(Section general, String key, Range range, long fallback) {
        return general.number(key, range)
                .map(mebibytes -> Math.round(mebibytes * MEBIBYTE))
                .orElse(fallback);
    }
}
